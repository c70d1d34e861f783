using System.CommandLine;
using SageTasks.Samples;

namespace ManifestToDrs;

/// <summary>The options of the command.</summary>
internal sealed class JobOptions
{
    private readonly Option<string> _state = Text(
        "--state", "DIR", "Where the local platforms and the manifests live. Run again with the same folder to go on.", Path.Combine(".sagetasks", "cavatica-drs"));

    private readonly Option<string> _manifest = Text(
        "--manifest",
        "FILE",
        "A CSV file with the columns sample, read1 and read2: places of paired FASTQ files on the volume. The built-in one when left out.",
        Path.Combine(AppContext.BaseDirectory, "manifest.csv"));

    private readonly Option<bool> _posix = new("--posix") { Description = "Use gzip, paste, tr and awk only, even where samtools and seqtk are installed." };

    private readonly Option<string> _project = Text("--project", "NAME", "The project's name, in Synapse (where names are unique on the whole server) and on Cavatica.", "SageTasks DRS");

    private readonly Option<string?> _synapse = ServiceOption.Of(
        "--synapse", "Use a real Synapse: the public one, or the one at URL. The token comes from SYNAPSE_AUTH_TOKEN or ~/.synapseConfig.");

    private readonly Option<string?> _cavatica = ServiceOption.Of(
        "--cavatica",
        "Use a real Cavatica or a sister of it: that of SB_API_ENDPOINT, else the public one, or the one at URL. The token comes from SB_AUTH_TOKEN or ~/.sevenbridges/credentials.");

    private readonly Option<string?> _ga4gh = new("--ga4gh") { Description = "The address of its DRS service, where it is not the one that belongs to the API.", HelpName = "URL" };

    private readonly Option<string?> _group = new("--billing-group") { Description = "The billing group that pays on Cavatica; the only one when left out.", HelpName = "NAME" };

    private readonly Option<string> _volume = Text("--volume", "NAME", "The volume on Cavatica that the reads are on.", "reads");

    private readonly Option<string?> _service = new("--service")
    {
        Description = "A JSON file with the cloud service of a volume that is not attached yet: type, bucket, credentials and so on, as the platform's API takes it.",
        HelpName = "FILE",
    };

    public JobOptions() => ServiceOption.RequireAddress(_ga4gh);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _state, _manifest, _posix, _project, _synapse, _cavatica, _ga4gh, _group, _volume, _service })
        {
            command.Options.Add(option);
        }
    }

    public Settings Read(ParseResult parsed) => new()
    {
        StateFolder = Path.GetFullPath(parsed.GetValue(_state)!),
        ManifestFile = Path.GetFullPath(parsed.GetValue(_manifest)!),
        Tools = parsed.GetValue(_posix) || !IsInstalled("samtools") || !IsInstalled("seqtk") ? Toolbox.Posix : Toolbox.Genomics,
        Project = parsed.GetValue(_project)!,
        Synapse = ServiceOption.Read(parsed, _synapse),
        Cavatica = ServiceOption.Read(parsed, _cavatica),
        Ga4gh = parsed.GetValue(_ga4gh) is { } ga4gh ? ServiceOption.Address(ga4gh) : null,
        BillingGroup = parsed.GetValue(_group),
        Volume = parsed.GetValue(_volume)!,
        ServiceFile = parsed.GetValue(_service),
    };

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static Option<string> Text(string name, string helpName, string description, string otherwise)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = helpName };
        option.Validators.Add(given =>
        {
            if (string.IsNullOrWhiteSpace(given.GetValue(option)))
            {
                given.AddError($"{name}: give a {helpName}.");
            }
        });
        return option;
    }
}
