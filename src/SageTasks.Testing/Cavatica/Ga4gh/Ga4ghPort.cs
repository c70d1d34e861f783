using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Testing.Cavatica;

/// <summary>The port of the GA4GH services. DRS addresses name it, so a state folder keeps it from life to life.</summary>
internal sealed class Ga4ghPort(CavaticaWorld world)
{
    private const string Key = "ga4gh";

    // Below those that systems give to anybody who asks for a free one, so that it stays free between two lives.
    private const int First = 20_000;
    private const int Last = 29_999;
    private const int Tries = 100;

    public CavaticaTable<PortDocument> Table { get; } = new(world.Store, "port", CavaticaJson.Default.PortDocument, port => port.Id);

    /// <summary>Starts the services at the port that was asked for, else at that of an earlier life, else at a free one.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<LoopbackHost> StartAsync(Func<int, HostSetup> setup, CancellationToken cancellationToken)
    {
        var options = world.Options;
        var known = options.Ga4ghPort > 0 ? options.Ga4ghPort : Table.Find(Key)?.Port;
        var host = known is null && options.StateFolder is not null
            ? await StartAnywhereAsync(setup, cancellationToken).ConfigureAwait(false)
            : await StartAsync(setup, known ?? 0, cancellationToken).ConfigureAwait(false);
        if (options.StateFolder is not null && Table.Find(Key)?.Port != host.Url.Port)
        {
            Table.Put(new PortDocument(Key, host.Url.Port));
        }

        return host;
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

    private async Task<LoopbackHost> StartAsync(Func<int, HostSetup> setup, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await LoopbackHost.StartAsync(setup(port), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException taken) when (world.Options.Ga4ghPort == 0 && port > 0)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"Port {port}, which the DRS addresses of this state folder name, is taken by another program; end it, or give another {nameof(LocalCavaticaOptions.Ga4ghPort)}."),
                taken);
        }
    }
}
