using System.CommandLine;
using System.Globalization;
using System.Numerics;
using SageTasks.Testing;

namespace SageTasks.Cli;

/// <summary>The options that say which platforms are hosted, and how.</summary>
internal sealed class HostOptions
{
    private readonly Option<int?> _synapse = Number("--synapse", "PORT", "Host Synapse on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<int?> _tower = Number("--tower", "PORT", "Host Nextflow Tower on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<int?> _gcs = Number("--gcs", "PORT", "Host Google Cloud Storage on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<int?> _s3 = Number("--s3", "PORT", "Host Amazon S3 on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<int?> _azure = Number("--azure", "PORT", "Host Azure Blob Storage on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<int?> _tes = Number("--tes", "PORT", "Host a GA4GH TES, which executes tasks, on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<LocalTesPersonality> _tesLike = new("--tes-like") { Description = $"Let TES behave like this server: {string.Join(", ", Enum.GetNames<LocalTesPersonality>())}.", HelpName = "SERVER" };
    private readonly Option<int?> _wes = Number("--wes", "PORT", "Host a GA4GH WES, which runs workflows, on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<bool> _wesOnTes = new("--wes-on-tes") { Description = "Let the TES execute the shell workflows of the WES, each as a task." };
    private readonly Option<int?> _drs = Number("--drs", "PORT", "Host a GA4GH DRS on this loopback port; 0 takes a free one.", 65_535);
    private readonly Option<string?> _objects = new("--objects") { Description = "A folder whose files are objects of DRS, and may be registered there.", HelpName = "DIR" };
    private readonly Option<int?> _cavatica = Number("--cavatica", "PORT", "Host Cavatica on this loopback port, and its GA4GH services on the next one; 0 takes free ones.", 65_534);
    private readonly Option<string[]> _apps = new("--app")
    {
        Description = "Let tasks of an app of Cavatica execute a shell command, which finds its inputs in inputs.json and names its outputs in cwl.output.json.",
        HelpName = "OWNER/PROJECT/APP=COMMAND",
    };
    private readonly Option<string[]> _buckets = new("--bucket") { Description = "A bucket of Cloud Storage and S3, and a container of Azure, that is there from the start.", DefaultValueFactory = _ => ["local"], HelpName = "NAME" };
    private readonly Option<string?> _state = new("--state") { Description = "Keep the state in this folder and go on with what is there.", HelpName = "DIR" };
    private readonly Option<string?> _faults = new("--faults") { Description = "Let go wrong what this fault plan (JSON) says.", HelpName = "FILE" };
    private readonly Option<string?> _token = new("--token") { Description = "The access token of all; a random one when left out.", HelpName = "TOKEN" };
    private readonly Option<string[]> _hostNames = new("--host-name") { Description = "A name, beside localhost, by which clients reach the platforms (host.docker.internal).", HelpName = "NAME" };
    private readonly Option<int?> _history = Number("--history", "RUNS", "How many runs Tower remembers (250); 0 for all.", int.MaxValue);
    private readonly Option<string[]> _pipelines = new("--pipeline")
    {
        Description = "Let runs of a repository execute a shell command, which finds its parameters in params.json and $NXF_OUTDIR.",
        HelpName = "URL=COMMAND",
    };
    private readonly Option<double?> _seconds = Number("--run-seconds", "SECONDS", "How long runs of all other repositories pretend to run (5).", 86_400.0);

    public IEnumerable<Option> All =>
    [
        _synapse, _tower, _gcs, _s3, _azure, _tes, _tesLike, _wes, _wesOnTes, _drs, _objects, _cavatica, _apps, _buckets, _state, _faults, _token, _hostNames, _history, _pipelines, _seconds,
    ];

    /// <summary>What the command line says, found fit to begin with.</summary>
    /// <exception cref="FormatException">An option is not what it should be.</exception>
    public HostSettings Read(ParseResult parsed)
    {
        var settings = Settings(parsed);
        settings.Check();
        return settings;
    }

    private HostSettings Settings(ParseResult parsed) => new()
    {
        Synapse = parsed.GetValue(_synapse),
        Tower = parsed.GetValue(_tower),
        Gcs = parsed.GetValue(_gcs),
        S3 = parsed.GetValue(_s3),
        Azure = parsed.GetValue(_azure),
        Tes = parsed.GetValue(_tes),
        TesLike = parsed.GetValue(_tesLike),
        Wes = parsed.GetValue(_wes),
        WesOnTes = parsed.GetValue(_wesOnTes),
        Drs = parsed.GetValue(_drs),
        Objects = parsed.GetValue(_objects),
        Cavatica = parsed.GetValue(_cavatica),
        Apps = Commands(parsed, _apps),
        Buckets = parsed.GetValue(_buckets) ?? [],
        State = parsed.GetValue(_state),
        Faults = parsed.GetValue(_faults),
        Token = parsed.GetValue(_token),
        HostNames = parsed.GetValue(_hostNames) ?? [],
        History = (parsed.GetValue(_history) ?? 250) is > 0 and var runs ? runs : null,
        Pipelines = Commands(parsed, _pipelines),
        RunTime = TimeSpan.FromSeconds(parsed.GetValue(_seconds) ?? 5),
    };

    // The command may hold equals signs, what stands before it has none.
    private static IReadOnlyList<(string Name, string Command)> Commands(ParseResult parsed, Option<string[]> option) => [.. (parsed.GetValue(option) ?? []).Select(text =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..]) : throw new FormatException($"{option.Name} '{text}': write {option.HelpName}."))];

    private static Option<T?> Number<T>(string name, string helpName, string description, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = given =>
            {
                if (T.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= T.Zero && number <= most)
                {
                    return number;
                }

                given.AddError($"{name} {given.Tokens[0].Value}: give a number from 0 to {most}.");
                return null;
            },
        };
}
