using SageTasks.Reports;

namespace SageTasks.Storage;

/// <summary>Tables of transfers.</summary>
public static class TransferTables
{
    /// <summary>What became of objects as a table: outcome, size, time, from where and to where, why not.</summary>
    public static DisplayTable ToTable(this IEnumerable<TransferItemResult> results) => DisplayTable.Of(
        "Transfers",
        results,
        [
            ("Outcome", result => result.Outcome.ToString()),
            ("Size", result => result.Size is { } size ? ReportText.Bytes(size) : null),
            ("Time", result => ReportText.Span(result.Duration)),
            ("From", result => result.Item.Source.ToString()),
            ("To", result => result.Item.Destination.ToString()),
            ("Verified by", result => (result.Copy?.DestinationVerifiedBy ?? result.Copy?.SourceVerifiedBy)?.ToString()),
            ("Error", result => result.Error),
        ]);
}
