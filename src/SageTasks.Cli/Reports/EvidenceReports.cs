using SageTasks.Reports;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Reads a folder of evidence: the guard's records, and the reports of copies beside them.</summary>
internal static class EvidenceReports
{
    public static async Task<RunReport> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var report = await new EvidenceFolder(folder).ReadAsync(cancellationToken);
        var (transfers, notes) = (new List<ReportedTransfer>(), new List<string>(report.Notes));
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            try
            {
                transfers.Add(await TransferManifest.ReportAsync(file, cancellationToken));
            }
            catch (FormatException other)
            {
                notes.Add($"{Path.GetFileName(file)} is no report of a copy and was left out: {other.Message}");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                notes.Add($"{Path.GetFileName(file)} can't be read and was left out: {refused.Message}");
            }
        }

        return report with { Transfers = transfers, Notes = notes };
    }
}
