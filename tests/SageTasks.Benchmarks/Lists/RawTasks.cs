using System.Text.Json;

namespace SageTasks.Benchmarks;

/// <summary>Reads a list of tasks page by page with as little code as there can be: no rows, no retries, no checks, no guard against pages that
/// repeat. It takes every field that the minimal view has.</summary>
internal static class RawTasks
{
    public const int PageSize = 256;

    public static async Task<Listed> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        var page = new RawPage();
        var token = "";
        do
        {
            var path = $"/ga4gh/tes/v1/tasks?view=MINIMAL&page_size={PageSize}{(token.Length > 0 ? $"&page_token={token}" : "")}";
            using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            token = ReadPage((await page.ReadAsync(answer, cancellationToken)).Span, ref listed);
        }
        while (token.Length > 0);

        return listed;
    }

    private static string ReadPage(ReadOnlySpan<byte> page, ref Listed listed)
    {
        var token = "";
        var json = new Utf8JsonReader(page);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                listed.Count++;
                listed.Add(json.GetString());
            }
            else if (json.ValueTextEquals("state"u8))
            {
                json.Read();
                listed.Add(json.GetString());
            }
            else if (json.ValueTextEquals("next_page_token"u8))
            {
                json.Read();
                token = json.GetString()!;
            }
        }

        return token;
    }
}
