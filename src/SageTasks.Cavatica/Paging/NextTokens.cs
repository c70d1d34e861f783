using System.Web;

namespace SageTasks.Cavatica;

/// <summary>Takes the token of the next page out of the link to it: the link itself is not followed, since it could lead anywhere.</summary>
internal static class NextTokens
{
    public static string? Of(IReadOnlyList<Wire.PageLink> links, string name)
    {
        var link = links.FirstOrDefault(link => link.Next is not null || string.Equals(link.Rel, "next", StringComparison.OrdinalIgnoreCase));
        var address = link?.Next ?? link?.Href;
        var query = address?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? address[start..] : string.Empty;
        var values = HttpUtility.ParseQueryString(query);
        return values[name] ?? values["token"];
    }
}
