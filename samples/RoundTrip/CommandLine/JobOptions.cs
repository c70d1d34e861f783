using System.CommandLine;
using RoundTrip.Pipelines;
using SageTasks.Samples;
using SageTasks.Storage;

namespace RoundTrip.CommandLine;

/// <summary>The options of the main job.</summary>
internal sealed class JobOptions
{
    private readonly Option<string> _reads = Folder(
        "--reads",
        "A folder with paired FASTQ files (NAME_1.fastq.gz and NAME_2.fastq.gz, or NAME_R1… and NAME_R2…); the built-in reads when left out.",
        Path.Combine(AppContext.BaseDirectory, "reads"));

    private readonly Option<string> _state = Folder(
        "--state",
        "Where the local platforms, the staged files and the results live. Run again with the same folder to go on.",
        Path.Combine(".sagetasks", "round-trip"));

    private readonly Option<string> _project = new("--project")
    {
        Description = "The project's name in Synapse, where names are unique on the whole server.",
        DefaultValueFactory = _ => "SageTasks round trip",
        HelpName = "NAME",
    };

    private readonly Option<string?> _synapse = ServiceOption.Of(
        "--synapse", "Use a real Synapse: the public one, or the one at URL. The token comes from SYNAPSE_AUTH_TOKEN or ~/.synapseConfig.");

    private readonly Option<string?> _tower = ServiceOption.Of(
        "--tower",
        "Use a real Tower: that of TOWER_API_ENDPOINT, else Seqera Cloud, or the one at URL. The token comes from TOWER_ACCESS_TOKEN, the workspace from TOWER_WORKSPACE_ID. "
        + "Unless it is on this machine, it needs --staging and pipelines of its own.");

    private readonly Option<string?> _staging = new("--staging")
    {
        Description = "A prefix of an object store (s3://BUCKET/PREFIX, gs://… or az://…) for inputs and results; the state folder when left out. Keys come from where the cloud's own tools "
            + "take them; AWS_ENDPOINT_URL_S3 names another server of S3's kind.",
        HelpName = "LOCATION",
    };

    private readonly Option<string> _statistics = Pipeline(
        "--statistics-pipeline",
        "The repository of the first pipeline. Parameters: input (address of the sample sheet: sample, fastq_1, fastq_2, strandedness) and outdir. It writes outdir/RUN NAME/SAMPLE.json for each sample.",
        ReadStatsPipeline.Url);

    private readonly Option<string> _report = Pipeline(
        "--report-pipeline",
        "The repository of the second pipeline. Parameters: statistics (what the first one wrote: outdir/RUN NAME) and outdir. It writes outdir/RUN NAME/read_statistics.csv "
        + "(sample, reads, bases, gc_percent, mean_quality, q30_percent) and report.html.",
        ReportPipeline.Url);

    private readonly Option<string?> _computeEnv = new("--compute-env") { Description = "The compute environment of the runs; the workspace's primary one when left out.", HelpName = "NAME" };

    private readonly Option<string?> _workDir = new("--work-dir") { Description = "The work directory of the runs; that of the compute environment when left out.", HelpName = "LOCATION" };

    public JobOptions()
    {
        _staging.Validators.Add(given =>
        {
            if (given.GetValue(_staging) is { } text && Place(text) is null)
            {
                given.AddError($"--staging {text}: give a prefix of an object store, such as s3://bucket/round-trip.");
            }
        });
        _project.Validators.Add(given =>
        {
            if (string.IsNullOrWhiteSpace(given.GetValue(_project)))
            {
                given.AddError("--project: give a name.");
            }
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _reads, _state, _synapse, _tower, _staging, _project, _statistics, _report, _computeEnv, _workDir })
        {
            command.Options.Add(option);
        }
    }

    public Settings Read(ParseResult parsed) => new()
    {
        ReadsFolder = Path.GetFullPath(parsed.GetValue(_reads)!),
        StateFolder = Path.GetFullPath(parsed.GetValue(_state)!),
        Project = parsed.GetValue(_project)!,
        Synapse = ServiceOption.Read(parsed, _synapse),
        Tower = ServiceOption.Read(parsed, _tower),
        Staging = parsed.GetValue(_staging) is { } staging ? Place(staging) : null,
        StatisticsPipeline = parsed.GetValue(_statistics)!,
        ReportPipeline = parsed.GetValue(_report)!,
        ComputeEnv = parsed.GetValue(_computeEnv),
        WorkDir = parsed.GetValue(_workDir),
    };

    private static Option<string> Folder(string name, string description, string otherwise)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = "DIR" };
        option.Validators.Add(given =>
        {
            if (string.IsNullOrWhiteSpace(given.GetValue(option)))
            {
                given.AddError($"{name}: name a folder.");
            }
        });
        return option;
    }

    private static Option<string> Pipeline(string name, string description, string otherwise)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = "URL" };
        ServiceOption.RequireAddress(option);
        return option;
    }

    private static Location? Place(string text) =>
        Location.TryParse(text.TrimEnd('/') + "/", out var place) && CloudStores.Schemes.Contains(place.Scheme, StringComparer.Ordinal) ? place : null;
}
