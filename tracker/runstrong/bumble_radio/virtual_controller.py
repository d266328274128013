"""Bumble's virtual Bluetooth controller, with what connecting and losing connections needs beyond it.

Bumble 0.0.236 acknowledges that a connection attempt is cancelled and then goes on with it, and it never notices that
the program behind a controller is gone. Both are needed: people walk away, and programs are killed.
"""

import asyncio

from bumble import hci, ll
from bumble.controller import Controller
from bumble.link import LocalLink

UNSUPPORTED = hci.LeFeatureMask.LL_PRIVACY | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
"""What BlueZ would use if it were offered, and the virtual link cannot do (google/bumble issue 841)."""


RSSI_DBM = -50
"""A virtual link has no distance."""


class VirtualController(Controller):
    """A controller on a virtual link; add it with ``link`` and take it away with ``vanish``."""

    le_features = Controller.le_features & ~UNSUPPORTED

    def on_hci_le_create_connection_cancel_command(
        self, _command: hci.HCI_LE_Create_Connection_Cancel_Command
    ) -> hci.HCI_StatusReturnParameters:
        """Forget the connection that is pending, and tell the host that it did not come about."""
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        gone = hci.HCI_LE_Connection_Complete_Event(
            status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
            connection_handle=0,
            role=hci.Role.CENTRAL,
            peer_address_type=pending.peer_address.address_type,
            peer_address=pending.peer_address,
            connection_interval=0,
            peripheral_latency=0,
            supervision_timeout=0,
            central_clock_accuracy=0,
        )
        asyncio.get_running_loop().call_soon(self.send_hci_packet, gone)
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)

    def on_advertising_pdu(self, pdu: ll.AdvInd | ll.AdvExtInd) -> None:
        """Report an advertisement with the scan response of its sender; Bumble would repeat the advertisement."""
        if self.le_scan_enable:
            kinds = hci.HCI_LE_Advertising_Report_Event.EventType
            self._report(kinds.ADV_IND, pdu.advertiser_address, pdu.data)
            self._report(kinds.SCAN_RSP, pdu.advertiser_address, self._scan_response(pdu.advertiser_address))
        pending = self.pending_le_connection
        if pending is not None and pending.peer_address == pdu.advertiser_address:
            self.create_le_connection(pdu.advertiser_address)

    def _report(self, kind: int, address: hci.Address, data: bytes) -> None:
        report = hci.HCI_LE_Advertising_Report_Event.Report(
            event_type=kind, address_type=address.address_type, address=address, data=data, rssi=RSSI_DBM
        )
        self.send_hci_packet(hci.HCI_LE_Advertising_Report_Event([report]))

    def _scan_response(self, address: hci.Address) -> bytes:
        sender = self.link.find_le_controller(address)
        return b"" if sender is None else bytes(sender.le_legacy_advertiser.scan_response_data)

    def drop_connections(self) -> None:
        """Lose all connections as by walking out of range: both ends see a connection timeout."""
        reason = hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR
        for connection in list(self.le_connections.values()):
            connection.send_ll_control_pdu(ll.TerminateInd(reason))
            self.on_le_disconnected(connection, reason)

    def vanish(self) -> None:
        """Leave the link as a radio does that loses its power."""
        self.set_packet_sink(None)
        self.le_legacy_advertiser.stop()
        link = self.link
        assert isinstance(link, LocalLink)
        for connection in list(self.le_connections.values()):
            connection.send_ll_control_pdu(ll.TerminateInd(hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR))
        self.le_connections.clear()
        link.controllers.discard(self)
