namespace GenomicsTes;

/// <summary>The reads of one sample: two files of mates.</summary>
internal sealed record Sample(string Name, DataFile First, DataFile Second)
{
    /// <summary>The samples of a folder, whose files are named <c>NAME_1.fastq.gz</c> and <c>NAME_2.fastq.gz</c>.</summary>
    public static async Task<IReadOnlyList<Sample>> InAsync(string folder, CancellationToken cancellationToken)
    {
        const string ending = "_1.fastq.gz";
        var samples = new List<Sample>();
        foreach (var first in Directory.GetFiles(folder, "*" + ending).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(first)[..^ending.Length];
            var second = Path.Combine(folder, name + "_2.fastq.gz");
            samples.Add(new Sample(name, await DataFile.OfAsync(first, cancellationToken), await DataFile.OfAsync(second, cancellationToken)));
        }

        return samples;
    }
}
