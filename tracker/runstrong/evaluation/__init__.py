"""How right the counter is: counting labelled recordings and comparing."""
