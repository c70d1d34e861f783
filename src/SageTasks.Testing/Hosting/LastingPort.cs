using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Testing;

/// <summary>The port of a platform whose addresses outlive it, and name the port: with a state folder it is the same in all lives.</summary>
internal sealed record LastingPort
{
    // Below those that systems give to anybody who asks for a free one, so that it stays free between two lives.
    private const int First = 20_000;
    private const int Last = 29_999;
    private const int Tries = 100;

    /// <summary>The port that was asked for; 0 for any.</summary>
    public required int Asked { get; init; }

    /// <summary>The port of an earlier life; null for none.</summary>
    public required int? Kept { get; init; }

    /// <summary>Whether there can be another life.</summary>
    public required bool Lasts { get; init; }

    /// <summary>The option by which another port is asked for.</summary>
    public required string Option { get; init; }

    /// <summary>Starts at the port that was asked for, else at that of an earlier life, else at a free one.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<LoopbackHost> StartAsync(Func<int, HostSetup> setup, CancellationToken cancellationToken)
    {
        if (Asked == 0 && Kept is null && Lasts)
        {
            return await StartAnywhereAsync(setup, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await LoopbackHost.StartAsync(setup(Asked > 0 ? Asked : Kept ?? 0), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException taken) when (Asked == 0 && Kept is not null)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"Port {Kept}, which the DRS addresses of this state folder name, is taken by another program; end it, or give another {Option}."),
                taken);
        }
    }

    private static async Task<LoopbackHost> StartAnywhereAsync(Func<int, HostSetup> setup, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await LoopbackHost.StartAsync(setup(RandomNumberGenerator.GetInt32(First, Last + 1)), cancellationToken).ConfigureAwait(false);
            }
            catch (IOException) when (attempt < Tries)
            {
                // Taken: the next one.
            }
        }
    }
}
