using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Tries a transfer anew as long as a round says that another one could do better.</summary>
internal sealed class TransferRounds(string name, TransferOptions options, TimeProvider time, ILogger logger)
{
    /// <param name="round">One try, from what is there to the published object; told whether to read in one stream.</param>
    /// <param name="discard">Throws away what has arrived.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> RunAsync<T>(
        Func<bool, CancellationToken, Task<T>> round, Func<CancellationToken, Task> discard, CancellationToken cancellationToken)
    {
        var singleStream = false;
        for (var number = 1; ; number++)
        {
            try
            {
                return await round(singleStream, cancellationToken).ConfigureAwait(false);
            }
            catch (RestartException e) when (number < options.MaxAttempts)
            {
                TransferLog.Restarting(logger, name, number + 1, e.Message);
                if (e.Discard)
                {
                    await discard(cancellationToken).ConfigureAwait(false);
                }

                if (!e.SingleStream || singleStream)
                {
                    await Backoff.WaitAsync(number, options, time, cancellationToken).ConfigureAwait(false);
                }

                singleStream |= e.SingleStream;
            }
            catch (RestartException e)
            {
                throw new TransferException($"{name}: given up after {number} rounds: {e.Message}.", e.InnerException ?? e);
            }
        }
    }
}
