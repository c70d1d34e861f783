namespace SageTasks.Http;

/// <summary>Which host may get what.</summary>
internal static class Origins
{
    public static bool Same(Uri one, Uri other) =>
        one.Port == other.Port
        && string.Equals(one.Scheme, other.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    public static string Name(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    public static bool MayTravel(Uri address, bool allowInsecureHttp) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (allowInsecureHttp || address.IsLoopback));
}
