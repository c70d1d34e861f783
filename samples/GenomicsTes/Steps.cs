using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Tes;

namespace GenomicsTes;

/// <summary>The tasks, as plain data: what runs, on which bytes, and where its results go.</summary>
internal sealed class Steps(Toolbox tools, string resultsFolder)
{
    // LocalTes runs this machine's programs in a sandbox; a real server pulls the image.
    private const string Image = "quay.io/biocontainers/samtools:1.16.1--h6899075_1";
    private const string FastqcImage = "quay.io/biocontainers/fastqc:0.11.9--0";

    // BAM without a line on the program that wrote it: the same reads give the same bytes.
    private const string PackAsBam = "samtools import --no-PG -r ID:$SAMPLE -r SM:$SAMPLE -1 /data/1.fastq.gz -2 /data/2.fastq.gz -o /data/packed";

    private const string PackAsFastq =
        "gzip -dc /data/1.fastq.gz | paste - - - - >/data/1.txt && gzip -dc /data/2.fastq.gz | paste - - - - >/data/2.txt && "
        + "paste /data/1.txt /data/2.txt | tr '\\t' '\\n' | gzip -n >/data/packed";

    private const string CountReads =
        "awk -v sample=$(basename $f) 'NR % 4 == 2 { reads++; bases += length($0); n += gsub(/N/, \"\"); gc += gsub(/[GC]/, \"\") } "
        + "END { printf \"%s\\t%d\\t%d\\t%.2f\\n\", sample, reads, bases, 100 * gc / (bases - n) }'";

    /// <summary>The name of the file that <see cref="Pack"/> leaves.</summary>
    public string PackedName(Sample sample) => sample.Name + (tools.Samtools ? ".unmapped.bam" : ".interleaved.fastq.gz");

    /// <summary>The mates of one sample in one file.</summary>
    public TesCommand Pack(Sample sample) => new()
    {
        Name = $"pack {sample.Name}",
        Image = Image,
        Command = ["sh", "-c", tools.Samtools ? PackAsBam : PackAsFastq],
        Env = new Dictionary<string, string> { ["SAMPLE"] = sample.Name },
        Inputs = new Dictionary<string, Location> { ["/data/1.fastq.gz"] = sample.First.Place, ["/data/2.fastq.gz"] = sample.Second.Place },
        InputContents = new Dictionary<string, ContentIdentity> { ["/data/1.fastq.gz"] = sample.First.Identity, ["/data/2.fastq.gz"] = sample.Second.Identity },
        Outputs = new Dictionary<string, Location> { ["/data/packed"] = Result(PackedName(sample)) },
    };

    /// <summary>FastQC's report on each file of mates.</summary>
    public TesCommand Report(Sample sample) => new()
    {
        Name = $"report on {sample.Name}",
        Image = FastqcImage,
        Command = ["fastqc", "--quiet", "--outdir", "/data", "/data/1.fastq.gz", "/data/2.fastq.gz"],
        Inputs = new Dictionary<string, Location> { ["/data/1.fastq.gz"] = sample.First.Place, ["/data/2.fastq.gz"] = sample.Second.Place },
        InputContents = new Dictionary<string, ContentIdentity> { ["/data/1.fastq.gz"] = sample.First.Identity, ["/data/2.fastq.gz"] = sample.Second.Identity },
        Outputs = new Dictionary<string, Location>
        {
            ["/data/1_fastqc.html"] = Result(sample.Name + "_1.fastqc.html"),
            ["/data/2_fastqc.html"] = Result(sample.Name + "_2.fastqc.html"),
        },
    };

    /// <summary>A table of all samples, from what the first step has left: name, reads, bases, and the percentage of G and C.</summary>
    public TesCommand Count(IReadOnlyList<(Sample Sample, DataFile Packed)> packed)
    {
        var unpack = tools.Samtools ? "samtools fastq -n $f 2>/dev/null" : "gzip -dc $f";
        return new TesCommand
        {
            Name = "count",
            Image = Image,
            Command = ["sh", "-c", $"for f in /data/packed/*; do {unpack} | {CountReads}; done >/data/table.tsv"],
            Inputs = packed.ToDictionary(entry => PathOf(entry.Sample), entry => entry.Packed.Place),
            InputContents = packed.ToDictionary(entry => PathOf(entry.Sample), entry => entry.Packed.Identity),
            Outputs = new Dictionary<string, Location> { ["/data/table.tsv"] = Result("read_statistics.tsv") },
        };

        static string PathOf(Sample sample) => "/data/packed/" + sample.Name;
    }

    private Location Result(string name) => Location.FromPath(Path.Combine(resultsFolder, name));
}
