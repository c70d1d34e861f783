using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>
/// Hands the parts of a file to a callback that sends them, several at a time and no more: the next part is read when one is through.
/// The first failure stops the others.
/// </summary>
internal static class PartPump
{
    /// <exception cref="SourceChangedException">The file is no longer the one whose stamp the plan holds.</exception>
    public static async Task RunAsync(
        PartPlan plan,
        Func<FilePart, CancellationToken, Task> send,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var numbers = plan.Validate();
        plan.Stamp.EnsureUnchanged();
        var meter = new TransferMeter(progress, plan.Time) { Total = plan.Stamp.Size };
        meter.Resume(plan.Stamp.Size - numbers.Sum(plan.LengthOf));
        using var file = FileSlice.Open(plan.Stamp.Path);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Options.Checked().Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(numbers, options, async (number, token) =>
        {
            await SendAsync(plan, file, number, send, token).ConfigureAwait(false);
            meter.Add(plan.LengthOf(number));
        }).ConfigureAwait(false);
        meter.Finish();
    }

    private static async Task SendAsync(
        PartPlan plan, SafeFileHandle file, int number, Func<FilePart, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        try
        {
            using var part = await TakeAsync(plan, file, number, cancellationToken).ConfigureAwait(false);
            plan.Stamp.EnsureUnchanged();
            await send(part, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (SourceChangedException or OperationCanceledException))
        {
            // A file that was cut while it was sent shows up as a broken request; the user needs the cause.
            plan.Stamp.EnsureUnchanged();
            throw;
        }

        plan.Stamp.EnsureUnchanged();
    }

    private static async ValueTask<FilePart> TakeAsync(PartPlan plan, SafeFileHandle file, int number, CancellationToken cancellationToken)
    {
        var slice = new FileSlice(file, plan.Stamp, plan.OffsetOf(number), plan.LengthOf(number));
        if (plan.PartMd5s.Count > 0)
        {
            return FilePart.InFile(plan, number, slice, plan.PartMd5s[number - 1]);
        }

        return slice.Length <= plan.BufferLimit
            ? await FilePart.ReadAsync(plan, number, slice, cancellationToken).ConfigureAwait(false)
            : await FilePart.HashInFileAsync(plan, number, slice, cancellationToken).ConfigureAwait(false);
    }
}
