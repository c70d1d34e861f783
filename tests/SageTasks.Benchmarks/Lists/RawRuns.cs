using System.Text.Json;

namespace SageTasks.Benchmarks;

/// <summary>Reads a list of runs page by page with as little code as there can be: no retries, no checks, no limiter, no guard against rows that move.</summary>
internal static class RawRuns
{
    private const int PageSize = 100;

    public static async Task<Listed> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        var more = true;
        for (var offset = 0; more; offset += PageSize)
        {
            var page = await http.GetByteArrayAsync($"/workflow?workspaceId=1&max={PageSize}&offset={offset}", cancellationToken);
            more = ReadPage(page, ref listed);
        }

        return listed;
    }

    private static bool ReadPage(ReadOnlySpan<byte> page, ref Listed listed)
    {
        var more = false;
        var json = new Utf8JsonReader(page);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("workflow"u8))
            {
                json.Read();
                ReadRun(ref json, ref listed);
            }
            else if (json.ValueTextEquals("hasMore"u8))
            {
                json.Read();
                more = json.GetBoolean();
            }
        }

        return more;
    }

    private static void ReadRun(ref Utf8JsonReader json, ref Listed listed)
    {
        listed.Count++;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals("id"u8) || json.ValueTextEquals("runName"u8) || json.ValueTextEquals("projectName"u8)
                || json.ValueTextEquals("sessionId"u8) || json.ValueTextEquals("status"u8) || json.ValueTextEquals("revision"u8)
                || json.ValueTextEquals("userName"u8);
            var isTime = json.ValueTextEquals("submit"u8) || json.ValueTextEquals("start"u8) || json.ValueTextEquals("complete"u8)
                || json.ValueTextEquals("dateCreated"u8);
            json.Read();
            if (isText)
            {
                listed.Add(json.GetString());
            }
            else if (isTime)
            {
                listed.Add(json.TokenType == JsonTokenType.Null ? null : json.GetDateTimeOffset());
            }
            else
            {
                json.Skip();
            }
        }
    }
}
