using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A long list of runs, each like one that LocalTower shows.</summary>
internal static class CannedRuns
{
    private const string Token = "canned-token";

    public static async Task ServeAsync(int count, Action<Uri, string> ready, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(count, cancellationToken);
        await CannedServer.RunAsync(
            (request, _) =>
            {
                var offset = int.Parse(request.Query["offset"]!, CultureInfo.InvariantCulture);
                var max = int.Parse(request.Query["max"]!, CultureInfo.InvariantCulture);
                var more = offset + max < count ? "true" : "false";
                return ("{\"workflows\":[", rows.Page(offset, max), $"],\"hasMore\":{more},\"totalSize\":{count}}}");
            },
            url => ready(url, Token),
            cancellationToken);
    }

    private static async Task<Rows> RowsAsync(int count, CancellationToken cancellationToken)
    {
        const string Name = "sagetasks-abcdefghijklmnopqrstuvwxyz-00000000";
        await using var tower = await LocalTower.StartAsync(cancellationToken: cancellationToken);
        var id = tower.AddPastRun(new PastRun
        {
            RunName = Name,
            Pipeline = "https://github.com/nf-core/rnaseq",
            Revision = "3.14.0",
            ConfigProfiles = ["docker", "test"],
            ParamsText = """{"input":"s3://lab-data/cohort-7/samplesheet.csv","outdir":"s3://lab-results/cohort-7","aligner":"star_salmon"}""",
        });
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", tower.Token) } };
        var page = await http.GetStringAsync(new Uri(tower.Url, $"/workflow?workspaceId={tower.WorkspaceId}&max=1"), cancellationToken);
        using var json = JsonDocument.Parse(page);
        var row = json.RootElement.GetProperty("workflows")[0];
        return Rows.Like(count, row.GetRawText(), id, Name, row.GetProperty("workflow").GetProperty("sessionId").GetString()!);
    }
}
