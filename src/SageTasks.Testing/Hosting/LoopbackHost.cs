using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SageTasks.Testing;

/// <summary>Kestrel on 127.0.0.1 without a host around it, so that a platform inside a program takes no signals and reads no settings.</summary>
internal sealed class LoopbackHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;
    private readonly LoopbackApplication _application;
    private int _disposed;

    private LoopbackHost(KestrelServer server, LoopbackApplication application)
    {
        _server = server;
        _application = application;
    }

    public Uri Url { get; private set; } = null!;

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackHost> StartAsync(HostSetup setup, CancellationToken cancellationToken)
    {
        var loggers = setup.Options.Loggers ?? NullLoggerFactory.Instance;
        ControlRoutes.Map(setup.Routes, setup.Journal, setup.Faults);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, setup.Options.Port);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        var host = new LoopbackHost(server, new LoopbackApplication(setup, loggers.CreateLogger("SageTasks.Testing")));
        try
        {
            await server.StartAsync(host._application, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"Port {setup.Options.Port} is taken by another program; choose another port, or 0 for a free one.", e);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        host.Url = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _application.StopAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _server.StopAsync(patience.Token).ConfigureAwait(false);
        _server.Dispose();
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
