using System.Net;
using System.Net.Sockets;

namespace SageTasks.Http;

/// <summary>Which host may get what, and lead where.</summary>
internal static class Origins
{
    // Amazon's metadata over IPv6 lies outside of the link-local range.
    private static readonly IPAddress AmazonMetadata = IPAddress.Parse("fd00:ec2::254");

    public static bool Same(Uri one, Uri other) =>
        one.Port == other.Port
        && string.Equals(one.Scheme, other.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    public static string Name(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    public static bool MayTravel(Uri address, bool allowInsecureHttp) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (allowInsecureHttp || address.IsLoopback));

    /// <summary>Whether a server may lead on to an address, by a redirect or in an answer. One elsewhere leads neither to this machine nor to
    /// link-local addresses, where clouds give out credentials. What a name stands for in DNS is not asked.</summary>
    public static bool MayLead(Uri from, Uri to) => Same(from, to) || IsHere(from) || !IsLocal(to);

    /// <summary>Whether an address is of this machine or link-local.</summary>
    public static bool IsLocal(Uri address) => IsHere(address) || IsLinkLocal(address);

    /// <summary>Whether an address is of this machine.</summary>
    public static bool IsHere(Uri address) => Number(address) is { } number
        ? IPAddress.IsLoopback(number) || number.Equals(IPAddress.IPv6Any) || FirstByte(number) == 0
        : address.IsLoopback || IsNamed(address, "localhost") || IsNamed(address, "localhost.localdomain") || address.IdnHost.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsLinkLocal(Uri address) => Number(address) is { } number
        ? number.IsIPv6LinkLocal || number.Equals(AmazonMetadata) || (FirstByte(number) == 169 && number.GetAddressBytes()[1] == 254)
        : IsNamed(address, "metadata.google.internal");

    private static int FirstByte(IPAddress number) => number.AddressFamily == AddressFamily.InterNetwork ? number.GetAddressBytes()[0] : -1;

    private static IPAddress? Number(Uri address) =>
        IPAddress.TryParse(address.IdnHost, out var number) ? number.IsIPv4MappedToIPv6 ? number.MapToIPv4() : number : null;

    private static bool IsNamed(Uri address, string name) => address.IdnHost.TrimEnd('.').Equals(name, StringComparison.OrdinalIgnoreCase);
}
