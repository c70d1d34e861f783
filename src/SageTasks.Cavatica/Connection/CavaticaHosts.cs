namespace SageTasks.Cavatica;

/// <summary>The hosts of the Seven Bridges platforms: website, API, and the GA4GH services beside it.</summary>
internal static class CavaticaHosts
{
    /// <summary>The DRS and WES services of an API: <c>cavatica-api.…</c> has <c>cavatica-ga4gh-api.…</c>, <c>api.…</c> has <c>ga4gh-api.…</c>.
    /// A host of another form serves them itself.</summary>
    public static Uri Ga4ghOf(Uri endpoint)
    {
        var first = endpoint.Host.Split('.')[0];
        var own = new Uri(endpoint.GetLeftPart(UriPartial.Authority));
        return first == "api" || first.EndsWith("-api", StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(own) { Host = $"{first[..^3]}ga4gh-api{endpoint.Host[first.Length..]}" }.Uri
            : own;
    }

    /// <summary>The API that belongs to a website's address; null where the address is none of the known websites.</summary>
    public static Uri? ApiOfWebsite(Uri endpoint) => endpoint.Host switch
    {
        "cavatica.sbgenomics.com" => CavaticaClientOptions.CavaticaEndpoint,
        "cgc.sbgenomics.com" => new Uri("https://cgc-api.sbgenomics.com/v2"),
        "igor.sbgenomics.com" => new Uri("https://api.sbgenomics.com/v2"),
        "platform.sb.biodatacatalyst.nhlbi.nih.gov" => new Uri("https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2"),
        _ => null,
    };

    /// <summary>A name for the service that stays the same for every token.</summary>
    public static string NameOf(Uri endpoint) => endpoint.IsDefaultPort ? endpoint.IdnHost : $"{endpoint.IdnHost}:{endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
