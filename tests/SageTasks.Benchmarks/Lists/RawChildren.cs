using System.Text.Json;

namespace SageTasks.Benchmarks;

/// <summary>Reads a list of children page by page with as little code as there can be: no rows, no retries, no checks, no limiter. It takes
/// every field that <see cref="Synapse.EntityHeader"/> shows.</summary>
internal static class RawChildren
{
    public static async Task<Listed> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        var page = new RawPage();
        var token = "null";
        while (token is not null)
        {
            using var question = new HttpRequestMessage(HttpMethod.Post, "/repo/v1/entity/children")
            {
                Content = new StringContent($$"""{"parentId":"syn1","includeTypes":["folder"],"nextPageToken":{{token}}}""", null, "application/json"),
            };
            using var answer = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            token = ReadPage((await page.ReadAsync(answer, cancellationToken)).Span, ref listed);
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
            if (json.ValueTextEquals("id"u8) || json.ValueTextEquals("name"u8) || json.ValueTextEquals("type"u8)
                || json.ValueTextEquals("versionLabel"u8) || json.ValueTextEquals("createdBy"u8) || json.ValueTextEquals("modifiedBy"u8))
            {
                json.Read();
                listed.Add(json.GetString());
            }
            else if (json.ValueTextEquals("createdOn"u8) || json.ValueTextEquals("modifiedOn"u8))
            {
                json.Read();
                listed.Add(json.GetDateTimeOffset());
            }
            else if (json.ValueTextEquals("versionNumber"u8) || json.ValueTextEquals("benefactorId"u8))
            {
                json.Read();
                listed.Add(json.GetInt64());
            }
            else if (json.ValueTextEquals("isLatestVersion"u8))
            {
                json.Read();
                listed.Add(json.GetBoolean());
            }
            else
            {
                json.Skip();
            }
        }
    }
}
