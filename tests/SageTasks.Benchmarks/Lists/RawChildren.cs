using System.Text.Json;

namespace SageTasks.Benchmarks;

/// <summary>Reads a list of children page by page with as little code as there can be: no retries, no checks, no limiter.</summary>
internal static class RawChildren
{
    public static async Task<Listed> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        var token = "null";
        while (token is not null)
        {
            using var question = new StringContent($$"""{"parentId":"syn1","includeTypes":["folder"],"nextPageToken":{{token}}}""", null, "application/json");
            using var answer = await http.PostAsync(new Uri("/repo/v1/entity/children", UriKind.Relative), question, cancellationToken);
            token = ReadPage(await answer.Content.ReadAsByteArrayAsync(cancellationToken), ref listed);
        }

        return listed;
    }

    private static string? ReadPage(ReadOnlySpan<byte> page, ref Listed listed)
    {
        string? next = null;
        var json = new Utf8JsonReader(page);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartObject && json.CurrentDepth == 2)
            {
                ReadChild(ref json, ref listed);
            }
            else if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("nextPageToken"u8))
            {
                json.Read();
                next = json.GetString() is { } text ? $"\"{text}\"" : null;
            }
        }

        return next;
    }

    private static void ReadChild(ref Utf8JsonReader json, ref Listed listed)
    {
        listed.Count++;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals("id"u8) || json.ValueTextEquals("name"u8) || json.ValueTextEquals("type"u8)
                || json.ValueTextEquals("versionLabel"u8) || json.ValueTextEquals("createdBy"u8) || json.ValueTextEquals("modifiedBy"u8);
            var isTime = json.ValueTextEquals("createdOn"u8) || json.ValueTextEquals("modifiedOn"u8);
            json.Read();
            if (isText)
            {
                listed.Add(json.GetString());
            }
            else if (isTime)
            {
                listed.Add(json.GetDateTimeOffset());
            }
            else
            {
                json.Skip();
            }
        }
    }
}
