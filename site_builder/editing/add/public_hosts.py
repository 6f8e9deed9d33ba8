"""Which machines an address may lead to: what the person typed, and else only public ones.

A page is fetched on the machine of a person, who may have services of his own on it and in his
network. No page that is added may reach them, by a redirect or by a name that stands for them.
"""

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateHostError(OSError):
    """A machine that no page may lead to; says which, in words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def is_own(address: str) -> bool:
    """Tell whether a typed address plainly names this machine or one of a private network.

    `localhost` and addresses in figures: whoever types one knows where it leads.
    """
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    literal = _literal(host)
    return (
        host == "localhost" or host.endswith(".localhost") or (literal is not None and not is_public(literal))
    )


def origin(address: str) -> tuple[str, str, int | None]:
    """Give scheme, host and port of an address, which together are one server."""
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def is_public(ip: IP) -> bool:
    """Tell an address of the public internet; one that wraps another is what it wraps."""
    inner = _inner(ip)
    if inner is not None:
        return is_public(inner)
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def resolve(host: str, port: int, *, own: bool = False) -> Sequence[str]:
    """Give the addresses of a host, in figures; all of them must be public unless it is one's own.

    Raises PrivateHostError for the first that is not, else what the system says of a name.
    """
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = tuple(dict.fromkeys(str(info[4][0]) for info in infos))
    for one in found:
        if not own and not is_public(ipaddress.ip_address(one)):
            where = host if host == one else f"{host}, which is {one}"
            raise PrivateHostError(f"it leads to {where}: a machine of a private network, or this one")
    return found


def _inner(ip: IP) -> ipaddress.IPv4Address | None:
    """Give the IPv4 address that one of IPv6 stands for: mapped, 6to4, Teredo, or by NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64 or (int(ip) >> 32 == 0 and int(ip) > 1):
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _literal(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
