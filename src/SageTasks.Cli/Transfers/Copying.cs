using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Carries out a <c>cp</c>.</summary>
internal sealed class Copying(CommandCall call)
{
    private readonly CopySummary _summary = new();
    private Exception? _onlyFailure;

    public async Task<int> RunAsync(CopyWish wish, CancellationToken cancellationToken)
    {
        var plan = wish.Plan(call.Profile);
        if (wish.Report is { } report)
        {
            OutputFile.Check("--report", report);
        }

        using var set = StoreSet.Of(call.Profile, await PlacesAsync(wish, cancellationToken));
        var engine = new TransferEngine(set.Stores, new TransferOptions { MaxBytesPerSecond = wish.BytesPerSecond });
        Task CopyAsync(IProgress<TransferProgress>? progress) => TellAsync(engine.RunAsync(plan, wish.Options, progress, cancellationToken), wish.Report, cancellationToken);
        try
        {
            await (wish.Options.DryRun ? CopyAsync(null) : CopyProgress.ShowAsync(call.Terminal, CopyAsync));
        }
        catch (Exception) when (!_summary.IsNothing)
        {
            Sum();
            throw;
        }

        if (wish is { IsRecursive: true, Source: { } from } && _summary.IsNothing && await Folders.IsNothingAsync(set.Stores, from, cancellationToken))
        {
            throw new DirectoryNotFoundException($"There is nothing below {from}.");
        }

        Sum();
        return _summary.Failed == 0 ? ExitCode.Done : _summary.Copied + _summary.Skipped > 0 ? ExitCode.Partly : _onlyFailure is { } failure ? ExitCode.Of(failure) : ExitCode.Failed;
    }

    private void Sum() => call.Terminal.Result(_summary, CliJson.Default.CopySummary, Text);

    private async Task TellAsync(IAsyncEnumerable<TransferItemResult> results, string? report, CancellationToken cancellationToken)
    {
        var told = CountAsync(results, cancellationToken);
        if (report is not null)
        {
            await TransferManifest.WriteAsync(report, told, cancellationToken);
            return;
        }

        await foreach (var _ in told)
        {
            // Counting is all that is left to do with a result.
        }
    }

    private async IAsyncEnumerable<TransferItemResult> CountAsync(IAsyncEnumerable<TransferItemResult> results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? untold = null;
        await foreach (var result in results.WithCancellation(cancellationToken))
        {
            try
            {
                Count(result);
            }
            catch (IOException failure)
            {
                // The report is still to be whole: it may take the place of its own manifest.
                untold ??= ExceptionDispatchInfo.Capture(failure);
            }

            yield return result;
        }

        untold?.Throw();
    }

    private void Count(TransferItemResult result)
    {
        switch (result.Outcome)
        {
            case TransferOutcome.Copied:
                _summary.Copied++;
                _summary.Bytes += result.Size ?? 0;
                break;
            case TransferOutcome.Skipped:
                _summary.Skipped++;
                break;
            case TransferOutcome.Planned:
                _summary.Planned++;
                _summary.Bytes += result.Size ?? 0;
                break;
            case TransferOutcome.Stopped:
                _summary.Stopped++;
                break;
            default:
                _summary.Failed++;
                _onlyFailure = result.Exception;
                break;
        }

        var error = result.Exception is { } failure ? Wording.Of(failure) : result.Error;
        if (call.Terminal.IsJson)
        {
            call.Terminal.Result(result with { Error = error }, CliJson.Default.TransferItemResult, _ => "");
        }
        else if (error is not null)
        {
            call.Terminal.FailOne($"{result.Item.Source}: {error}");
        }
        else if (result.Outcome == TransferOutcome.Planned)
        {
            call.Terminal.Output.WriteLine($"would copy {result.Item.Source} to {result.Item.Destination}{(result.Size is { } size ? $" ({Bytes.Text(size)})" : "")}");
        }
    }

    /// <summary>All places that are named, so that only their stores are made.</summary>
    private static async Task<IReadOnlyCollection<Location>> PlacesAsync(CopyWish wish, CancellationToken cancellationToken)
    {
        if (wish.Manifest is null)
        {
            return [wish.Source!, wish.Destination!];
        }

        var schemes = new Dictionary<string, Location>(StringComparer.Ordinal);
        try
        {
            CheckIsNoPipe(wish.Manifest);
            await foreach (var item in TransferManifest.ReadAsync(wish.Manifest, cancellationToken))
            {
                schemes[item.Source.Scheme] = item.Source;
                schemes[item.Destination.Scheme] = item.Destination;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"--manifest {wish.Manifest}: there is no such file.", e);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e is FormatException ? $"--manifest {e.Message}" : $"--manifest {wish.Manifest} cannot be read: {e.Message}", e);
        }

        return schemes.Values;
    }

    // A manifest is read here and again by the plan, so that one of a million rows need not be held.
    private static void CheckIsNoPipe(string manifest)
    {
        using var file = File.OpenRead(manifest);
        if (!file.CanSeek)
        {
            throw new UsageException($"--manifest {manifest}: a pipe cannot be read twice. Write it to a file, and name that.");
        }
    }

    private static string Text(CopySummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"copied={summary.Copied} skipped={summary.Skipped}{(summary.Planned > 0 ? $" planned={summary.Planned}" : "")} failed={summary.Failed}{(summary.Stopped > 0 ? $" stopped={summary.Stopped}" : "")} bytes={summary.Bytes}");
}
