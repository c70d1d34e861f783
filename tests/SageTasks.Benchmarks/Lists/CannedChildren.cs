using System.Globalization;
using System.Text.Json;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A long list of children, each like one that LocalSynapse shows.</summary>
internal static class CannedChildren
{
    private const string Token = "canned-token";
    private const string Name = "NA12878_S1_L001_R1_0000000.fastq.gz";
    private const int PageSize = 50;

    public static async Task ServeAsync(int count, Action<Uri, string> ready, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(count, cancellationToken);
        await CannedServer.RunAsync(
            (_, body) =>
            {
                using var question = JsonDocument.Parse(body);
                var offset = question.RootElement.TryGetProperty("nextPageToken", out var token) && token.GetString() is { } text
                    ? int.Parse(text.AsSpan(text.IndexOf('a') + 1), CultureInfo.InvariantCulture)
                    : 0;
                var next = offset + PageSize < count ? $"\"{PageSize}a{offset + PageSize}\"" : "null";
                return ("{\"page\":[", rows.Page(offset, PageSize), $"],\"nextPageToken\":{next}}}");
            },
            url => ready(url, Token),
            cancellationToken);
    }

    private static async Task<Rows> RowsAsync(int count, CancellationToken cancellationToken)
    {
        await using var synapse = await LocalSynapse.StartAsync(cancellationToken: cancellationToken);
        var client = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = synapse.Token });
        var project = await client.CreateEntityAsync(new Project { Name = "canned" }, cancellationToken: cancellationToken);
        var child = await client.CreateEntityAsync(new Folder { Name = "a-child-by-name", ParentId = project.Id }, cancellationToken: cancellationToken);
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {synapse.Token}" } } };
        using var question = new StringContent($$"""{"parentId":"{{project.Id}}","includeTypes":["folder"]}""", null, "application/json");
        using var answer = await http.PostAsync(new Uri(synapse.Url, "/repo/v1/entity/children"), question, cancellationToken);
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
        var row = json.RootElement.GetProperty("page")[0].GetRawText();
        return Rows.Like(count, row.Replace("a-child-by-name", Name).Replace(child.Id!, "syn50000000"), "syn50000000", Name[..^".fastq.gz".Length]);
    }
}
