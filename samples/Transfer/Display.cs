using System.Globalization;

namespace Transfer;

/// <summary>Tells a person what happened, in lines that stay in their columns on a terminal and in a log.</summary>
internal static class Display
{
    public static void Say(string step, string text) => Console.WriteLine($"{step,-11} {text}");

    /// <summary>The head of the table of hops; each hop adds its line when it is done.</summary>
    public static void Head() => Line("hop", "files", "bytes", "copied", "skipped", "source by", "arrived by");

    public static void Show(HopReport report) => Line(
        report.Hop.Name, Number(report.Files.Count), Number(report.Bytes), Number(report.Copied), Number(report.Skipped), report.SourceVerifiedBy, report.DestinationVerifiedBy);

    /// <summary>The digests of the files that went and of those that came back.</summary>
    public static void Show(IReadOnlyList<Proof> proofs)
    {
        foreach (var proof in proofs)
        {
            Say("proof", $"{proof.Name}: sha256 {proof.Before}, before and after");
        }
    }

    private static void Line(string hop, string files, string bytes, string copied, string skipped, string source, string arrived) =>
        Console.WriteLine($"{hop,-23} {files,6} {bytes,13} {copied,7} {skipped,8}   {source,-15} {arrived}");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
