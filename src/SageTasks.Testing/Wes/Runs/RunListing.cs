using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>Reads what a list is asked for: page, token and filter.</summary>
internal sealed class RunListing(WesWorld world, RunRegistry runs)
{
    public RunPage Read(LocalRequest request)
    {
        var size = PageSize(request, world);
        var matches = Filter(request);
        var offset = 0;
        var (newest, after) = (runs.LastNumber, (long?)null);
        if (request.QueryValue("page_token") is { Length: > 0 } token && world.Traits.HasPages)
        {
            if (world.Traits.PagesByOffset)
            {
                offset = Offset(token);
            }
            else
            {
                (newest, after) = Cursor(token);
            }
        }

        if (request.Draws(FaultKind.EmptyList))
        {
            return new RunPage([], null, 0);
        }

        size = world.Traits.HasPages ? size : int.MaxValue - 1;
        var rows = runs.Read(after, newest, world.Traits.PagesByOffset ? request.Shifted(offset) : 0, size, matches);
        var more = rows.Count > size;
        if (more)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        var next = !more ? null : world.Traits.PagesByOffset ? Text(offset + rows.Count) : Token(newest, rows[^1].Document.Number);
        return new RunPage(rows, next, world.Traits.IsSapporo ? runs.Read(null, newest, 0, int.MaxValue - 1, matches).Count : 0);
    }

    public static int PageSize(LocalRequest request, WesWorld world)
    {
        if (request.QueryValue("page_size") is not { Length: > 0 } text)
        {
            return world.Options.PageSize;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? (int)Math.Min(size, world.Options.MaxPageSize)
            : throw world.Answers.Bad($"page_size is '{text}', which is no whole number above 0.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Token(long newest, long after) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Text(newest)}/{Text(after)}"));

    private int Offset(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : throw BadToken(token);

    private (long Newest, long? After) Cursor(string token)
    {
        var buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length).Split('/') is [var newest, var after]
            && long.TryParse(newest, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
            ? (n, a)
            : throw BadToken(token);
    }

    private RefusalException BadToken(string token) => world.Answers.Bad($"page_token '{token}' is not one that this server gave.");

    private Func<RunDocument, bool> Filter(LocalRequest request)
    {
        if (world.Traits.Filter == TagFilter.None || request.Draws(FaultKind.IgnoreSearch))
        {
            return _ => true;
        }

        var wanted = Wanted(request);
        return wanted.Count == 0
            ? _ => true
            : run => wanted.TrueForAll(tag => run.Request.Tags?.TryGetValue(tag.Key, out var value) == true && value == tag.Value);
    }

    private List<KeyValuePair<string, string>> Wanted(LocalRequest request) => world.Traits.Filter switch
    {
        TagFilter.Filters => Object(request.QueryValue("filters")),
        TagFilter.Tags => [.. Pairs(request, "tags")],
        _ => [.. Pairs(request, "tag")],
    };

    private IEnumerable<KeyValuePair<string, string>> Pairs(LocalRequest request, string name)
    {
        foreach (var text in request.Query[name])
        {
            var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
            yield return colon > 0 ? new(text![..colon], text[(colon + 1)..]) : throw world.Answers.Bad($"{name} is '{text}', which is not KEY:VALUE.");
        }
    }

    private List<KeyValuePair<string, string>> Object(string? filters)
    {
        if (filters is null)
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(filters);
            return json.RootElement.TryGetProperty("tags", out var tags)
                ? [.. tags.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.ToString()))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw world.Answers.Bad($"filters is '{filters}', which is no JSON object.");
        }
    }
}
