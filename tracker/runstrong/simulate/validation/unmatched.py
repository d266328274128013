"""What the simulator is known not to match, in a sentence each."""

UNMATCHED: tuple[str, ...] = (
    "**Dwelling at the start.** Real people linger near the start posture and turn more sharply at the far end; "
    "simulated repetitions spend less time near the start in bridges and clam shells.",
    "**Spread of sizes inside a set.** Real clam shells differ twice as much from one to the next.",
    "**Arms in squats and one-legged squats.** Every person does something else with the arms; the simulated ones are "
    "raised to the front, less far and less briskly than in the few recordings.",
    "**Rows at the wrist.** Real rows are brisker: the force falls further between two pulls.",
    "**Rolling the knees.** The recordings show a gentle mobility exercise without a pause; the prescribed twist goes "
    "further and stays at the side, so this row compares two movements.",
    "**Shanks and feet.** Rougher and less alike from one repetition to the next than simulated, most of all on one "
    "leg; the foot's share of a squat is too small to be modelled.",
    "**The thigh in a lunge.** The recordings show three peaks a repetition, the simulation one, and twice the share "
    "of quick movement.",
    "**Push-ups, chosen by simulation.** A plain counter's settings that are best on simulated push-ups are worse than "
    "the best on recordings: simulated sets are too even there.",
    "**Idle time at the wrist.** Simulated idle minutes hold jogging on the spot and shaking out on purpose; they "
    "mislead a careless counter more often than everyday life does. At the pocket real people walk more.",
    "**Nothing at all** is known from recordings of ballistic, ball, plank and twisting movements at their best "
    "places: there the simulation stands on geometry alone, and its counts are simulated counts.",
)
