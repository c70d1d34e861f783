using System.CommandLine;
using System.Globalization;
using SageTasks.Cavatica;
using SageTasks.Reports;
using SageTasks.Runs;
using SageTasks.Tes;
using SageTasks.Tower;
using SageTasks.Wes;

namespace SageTasks.Cli;

/// <summary>Which platforms a report asks, and for which runs.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<string[]> _platforms = new("--platform") { Description = "Ask tower, cavatica, tes or wes: where the runs of EVIDENCE stand now and what they cost, or, without EVIDENCE, for its runs; several where given again.", HelpName = "NAME" };
    private readonly Option<string?> _since = new("--since") { Description = "Only runs created at this time or later: 2026-11-01, 2026-11-01T08:00Z; UTC where no zone is given.", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only runs created before this time.", HelpName = "TIME" };
    private readonly Option<RunState[]> _states = Choices.ManyOf<RunState>("--state", "Only runs in this state; several where given again.");
    private readonly Option<string?> _name = new("--name") { Description = "Only runs whose name holds this text.", HelpName = "TEXT" };
    private readonly Option<string?> _workspace = new("--workspace") { Description = "Tower: id of the workspace, or organization/workspace. Default: TOWER_WORKSPACE_ID, else the personal one.", HelpName = "WORKSPACE" };
    private readonly Option<string?> _project = new("--project") { Description = "Cavatica: the project, owner/project. Default: all that the token sees.", HelpName = "PROJECT" };
    private readonly Option<Uri?> _endpoint = Arguments.Endpoint("TES or WES: the server. Default: TES_ENDPOINT, WES_ENDPOINT, which are for reports of both.");

    public HistoryOptions() => _platforms.AcceptOnlyFromAmong("tower", "cavatica", "tes", "wes");

    public IEnumerable<Symbol> All => [_platforms, _since, _until, _states, _name, _workspace, _project, _endpoint];

    /// <summary>What the report is made of: a folder of evidence, platforms, or both.</summary>
    /// <exception cref="UsageException">Neither was given, or filters without runs to choose from, or one server for two platforms.</exception>
    public async Task<RunReport> ReadAsync(CommandCall call, string? folder, CancellationToken cancellationToken)
    {
        var (query, platforms) = (Query(call), Platforms(call));
        if (folder is not null)
        {
            if (query != new RunHistoryQuery { States = query.States } || query.States.Count > 0)
            {
                throw new UsageException("--since, --until, --state and --name choose among the runs of a platform; a folder of evidence is told of as a whole.");
            }

            var report = await EvidenceReports.ReadAsync(folder, cancellationToken);
            foreach (var platform in platforms)
            {
                report = await report.RefreshAsync(History(call, platform), cancellationToken);
            }

            return report;
        }

        if (platforms.Count == 0)
        {
            throw new UsageException("Name a folder of evidence, or a platform with --platform.");
        }

        var runs = new List<ReportedRun>();
        foreach (var platform in platforms)
        {
            runs.AddRange(await History(call, platform).ListAsync(query, cancellationToken).ToListAsync(cancellationToken));
        }

        return new RunReport
        {
            Title = $"Runs on {string.Join(" and ", platforms.Select(Title))}",
            WrittenAt = TimeProvider.System.GetUtcNow(),
            Runs = [.. runs.OrderBy(run => run.Run.CreatedAt ?? DateTimeOffset.MaxValue).ThenBy(run => run.Service, StringComparer.Ordinal).ThenBy(run => run.Run.Id, StringComparer.Ordinal)],
        };
    }

    private List<string> Platforms(CommandCall call)
    {
        var platforms = (call.Get(_platforms) ?? []).Distinct(StringComparer.Ordinal).ToList();
        return call.Get(_endpoint) is null ? platforms : platforms.Count(platform => platform is "tes" or "wes") switch
        {
            0 => throw new UsageException("--endpoint is the server of --platform tes or wes, and neither is asked for. Cavatica's is SB_API_ENDPOINT, Tower's TOWER_API_ENDPOINT."),
            1 => platforms,
            _ => throw new UsageException("--endpoint is one server, and tes and wes are two: set TES_ENDPOINT and WES_ENDPOINT instead."),
        };
    }

    private RunHistoryQuery Query(CommandCall call) => new()
    {
        CreatedFrom = Time(call, _since),
        CreatedTo = Time(call, _until),
        States = call.Get(_states) ?? [],
        NameContains = call.Get(_name),
    };

    private IRunHistory History(CommandCall call, string platform) => platform switch
    {
        "tower" => new TowerRunHistory(TowerPlatform.Client(call.Get(_workspace))),
        "cavatica" => new CavaticaRunHistory(new CavaticaClient(PlatformOptions.Cavatica()), call.Get(_project)),
        "tes" => new TesRunHistory(new TesClient(PlatformOptions.Tes(call.Get(_endpoint)))),
        _ => new WesRunHistory(new WesClient(PlatformOptions.Wes(call.Get(_endpoint)))),
    };

    private static string Title(string platform) => platform switch
    {
        "tower" => "Nextflow Tower",
        "cavatica" => "Cavatica",
        "tes" => "the TES server",
        _ => "the WES server",
    };

    private static DateTimeOffset? Time(CommandCall call, Option<string?> option) => call.Get(option) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new UsageException($"{option.Name} '{text}' is no time: write 2026-11-01 or 2026-11-01T08:00Z.");
}
