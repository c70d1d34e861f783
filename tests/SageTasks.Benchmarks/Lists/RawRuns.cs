using System.Text.Json;

namespace SageTasks.Benchmarks;

/// <summary>Reads a list of runs page by page with as little code as there can be: no rows, no retries, no checks, no limiter, no guard
/// against rows that move. It takes every field that <see cref="Tower.WorkflowItem"/> shows; labels were not asked for and are null.</summary>
internal static class RawRuns
{
    private const int PageSize = 100;

    public static async Task<Listed> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        var page = new RawPage();
        var more = true;
        for (var offset = 0; more; offset += PageSize)
        {
            var path = $"/workflow?workspaceId=1&max={PageSize}&offset={offset}";
            using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            more = ReadPage((await page.ReadAsync(answer, cancellationToken)).Span, ref listed);
        }

        return listed;
    }

    private static bool ReadPage(ReadOnlySpan<byte> page, ref Listed listed)
    {
        var more = false;
        var json = new Utf8JsonReader(page);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartObject && json.CurrentDepth == 2)
            {
                ReadItem(ref json, ref listed);
            }
            else if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("hasMore"u8))
            {
                json.Read();
                more = json.GetBoolean();
            }
        }

        return more;
    }

    private static void ReadItem(ref Utf8JsonReader json, ref Listed listed)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("workflow"u8))
            {
                json.Read();
                ReadRun(ref json, ref listed);
            }
            else if (json.ValueTextEquals("orgName"u8) || json.ValueTextEquals("workspaceName"u8))
            {
                json.Read();
                listed.Add(json.GetString());
            }
            else if (json.ValueTextEquals("orgId"u8) || json.ValueTextEquals("workspaceId"u8))
            {
                json.Read();
                listed.Add(json.GetInt64());
            }
            else if (json.ValueTextEquals("starred"u8))
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

    private static void ReadRun(ref Utf8JsonReader json, ref Listed listed)
    {
        listed.Count++;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8) || json.ValueTextEquals("runName"u8) || json.ValueTextEquals("projectName"u8)
                || json.ValueTextEquals("sessionId"u8) || json.ValueTextEquals("status"u8) || json.ValueTextEquals("revision"u8)
                || json.ValueTextEquals("userName"u8) || json.ValueTextEquals("errorMessage"u8))
            {
                json.Read();
                listed.Add(json.GetString());
            }
            else if (json.ValueTextEquals("submit"u8) || json.ValueTextEquals("start"u8) || json.ValueTextEquals("complete"u8)
                || json.ValueTextEquals("dateCreated"u8))
            {
                json.Read();
                listed.Add(json.TokenType == JsonTokenType.Null ? null : json.GetDateTimeOffset());
            }
            else if (json.ValueTextEquals("exitStatus"u8))
            {
                json.Read();
                listed.Add(json.TokenType == JsonTokenType.Null ? default(long?) : json.GetInt64());
            }
            else
            {
                json.Skip();
            }
        }
    }
}
