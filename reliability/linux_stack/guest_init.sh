#!/bin/sh
# The first process of the guest: what bluetoothd needs and no more, then the scenarios, then off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev 2>/dev/null
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
mkdir -p /run/dbus /product
modprobe virtio_rng
modprobe bluetooth
modprobe hci_vhci
mount -t ext4 -o ro /dev/vdb /product
ip link set lo up 2>/dev/null
[ -s /etc/machine-id ] || dbus-uuidgen --ensure=/etc/machine-id
dbus-daemon --system --fork
/usr/libexec/bluetooth/bluetoothd --nodetach &
echo "guest: $(cut -d' ' -f1 /proc/uptime) s since power on"
cd /product/scenarios
PYTHONPATH=/product/packages PYTHONPYCACHEPREFIX=/tmp/pycache python3 guest.py /dev/ttyS1 $(cat /product/arguments)
echo "guest: scenarios ended with $?"
sync
echo o > /proc/sysrq-trigger
sleep 60
