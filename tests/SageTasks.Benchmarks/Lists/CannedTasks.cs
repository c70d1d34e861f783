using System.Globalization;
using System.Text.Json;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A long list of tasks, each like one that LocalTes shows in the minimal view, which lists have where nothing else is asked for.</summary>
internal static class CannedTasks
{
    private const string Info = """{"id":"org.example","name":"canned","type":{"group":"org.ga4gh","artifact":"tes","version":"1.1.0"},"version":"1"}""";

    public static async Task ServeAsync(int count, Action<Uri, string> ready, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(count, cancellationToken);
        await CannedServer.RunAsync(
            (request, _) =>
            {
                if (request.Path.Value!.EndsWith("/service-info", StringComparison.Ordinal))
                {
                    return (Info, default, "");
                }

                var offset = request.Query.TryGetValue("page_token", out var token) ? int.Parse(token!, CultureInfo.InvariantCulture) : 0;
                var max = int.Parse(request.Query["page_size"]!, CultureInfo.InvariantCulture);
                var next = offset + max < count ? $",\"next_page_token\":\"{offset + max}\"" : "";
                return ("{\"tasks\":[", rows.Page(offset, max), $"]{next}}}");
            },
            url => ready(url, "no-token"),
            cancellationToken);
    }

    private static async Task<Rows> RowsAsync(int count, CancellationToken cancellationToken)
    {
        await using var tes = await LocalTes.StartAsync(cancellationToken: cancellationToken);
        var id = tes.AddPastTask(new PastTesTask { Name = "past" });
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri($"{tes.Endpoint}/tasks?view=MINIMAL"), cancellationToken);
        using var json = JsonDocument.Parse(page);
        return Rows.Like(count, json.RootElement.GetProperty("tasks")[0].GetRawText(), id);
    }
}
