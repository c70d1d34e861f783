using System.Text.Json.Nodes;
using SageTasks.Testing;

namespace ManifestToDrs;

/// <summary>The app: a CWL workflow that packs the reads of a sample into one file, and counts them.</summary>
internal sealed record ReadsApp
{
    // BAM without a line on the program that wrote it: the same reads give the same bytes.
    private const string PackAsBam = """samtools import --no-PG -r "ID:$3" -r "SM:$3" -1 "$1" -2 "$2" -o "$4" """;

    private const string PackAsFastq =
        """gzip -t "$1" "$2" && gzip -dc "$1" | paste - - - - >1.txt && gzip -dc "$2" | paste - - - - >2.txt && paste 1.txt 2.txt | tr '\t' '\n' | gzip -n >"$4" """;

    private const string Print = """END { printf "%s\t%d\t%d\t%.2f\n", sample, reads, bases, 100 * gc / (at + gc) }""";

    private const string CountWithSeqtk =
        $$"""{ seqtk comp "$1" && seqtk comp "$2"; } | awk -v sample="$3" '{ reads++; bases += $2; at += $3 + $6; gc += $4 + $5 } {{Print}}' >"$4" """;

    private const string CountWithAwk =
        $$"""gzip -dc "$1" "$2" | awk -v sample="$3" 'NR % 4 == 2 { reads++; bases += length($0); at += gsub(/[AT]/, ""); gc += gsub(/[CG]/, "") } {{Print}}' >"$4" """;

    /// <summary>The output with the reads.</summary>
    public const string Reads = "reads";

    /// <summary>The output with the counts: sample, reads, bases and the percentage of G and C.</summary>
    public const string Statistics = "statistics";

    private ReadsApp(string name, params IReadOnlyList<Step> steps) => (Name, Steps) = (name, steps);

    /// <summary>Its short name in a project.</summary>
    public string Name { get; }

    public IReadOnlyList<Step> Steps { get; }

    public static ReadsApp For(Toolbox tools) => tools == Toolbox.Genomics
        ? new ReadsApp(
            "prepare-reads",
            new Step("pack", "quay.io/biocontainers/samtools:1.16.1--h6899075_1", PackAsBam.Trim(), Reads, ".unmapped.bam"),
            new Step("count", "quay.io/biocontainers/seqtk:1.3--h5bf99c6_3", CountWithSeqtk.Trim(), Statistics, ".tsv"))
        : new ReadsApp(
            "prepare-reads-posix",
            new Step("pack", "debian:12", PackAsFastq.Trim(), Reads, ".interleaved.fastq.gz"),
            new Step("count", "debian:12", CountWithAwk.Trim(), Statistics, ".tsv"));

    /// <summary>The workflow, for any platform that runs CWL.</summary>
    public JsonObject ToCwl() => new()
    {
        ["cwlVersion"] = "v1.2",
        ["class"] = "Workflow",
        ["label"] = Name,
        ["inputs"] = Step.Inputs,
        ["outputs"] = new JsonObject(Steps.Select(step => KeyValuePair.Create(step.Output, (JsonNode?)new JsonObject { ["type"] = "File", ["outputSource"] = step.Source }))),
        ["steps"] = new JsonObject(Steps.Select(step => KeyValuePair.Create(step.Name, (JsonNode?)step.ToCwl()))),
    };

    /// <summary>Runs the same steps with this machine's programs, for the embedded platform.</summary>
    public async Task RunAsync(LocalCavaticaJob job, CancellationToken cancellationToken)
    {
        var (sample, basename) = (Text("sample"), Text("basename"));
        foreach (var step in Steps)
        {
            await job.RunAsync(step.Name, "sh", step.Arguments(Path("mate1"), Path("mate2"), sample, basename), cancellationToken);
            job.AddOutput(step.Output, basename + step.Ending);
        }

        string Text(string input) => job.Inputs.GetProperty(input).GetString()!;

        string Path(string input) => job.Inputs.GetProperty(input).GetProperty("path").GetString()!;
    }
}
