namespace GenomicsTes;

/// <summary>The programs of this machine that the tasks use; <c>gzip</c>, <c>awk</c> and the like are always there.</summary>
/// <param name="Samtools">Whether reads are packed as BAM by samtools, and not as interleaved FASTQ.</param>
/// <param name="Fastqc">Whether FastQC writes a report on each file of reads.</param>
internal sealed record Toolbox(bool Samtools, bool Fastqc)
{
    public static Toolbox Posix { get; } = new(Samtools: false, Fastqc: false);

    public static Toolbox Find() => new(IsInstalled("samtools"), IsInstalled("fastqc"));

    public override string ToString() => string.Join(", ", Names());

    private IEnumerable<string> Names()
    {
        yield return Samtools ? "samtools" : "gzip and paste";
        if (Fastqc)
        {
            yield return "fastqc";
        }

        yield return "awk";
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
