using System.Net.Sockets;
using SageTasks.Http;

namespace SageTasks.Storage.Tests;

/// <summary>A store repeats its requests by itself. What it has repeated to no avail is tried again by a plan only where that may help.</summary>
public sealed class RefusedServerTests : IDisposable
{
    private readonly EngineScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(SocketError.ConnectionRefused, 1)]
    [InlineData(SocketError.HostNotFound, 1)]
    [InlineData(SocketError.TimedOut, 3)]
    [InlineData(SocketError.ConnectionReset, 3)]
    public async Task nobody_listens_once_for_all(SocketError why, int attempts)
    {
        await _scene.PutAsync(10);
        _scene.From.OnRead = (place, _, _) => throw new NetworkFailureException(
            new ApiError { Platform = "S3", Method = "GET", Uri = place.Address, CanRetry = true }, new HttpRequestException("no answer", new SocketException((int)why)));

        var results = await _scene.Engine.RunAsync(TransferPlan.Of([new TransferItem { Source = _scene.Source, Destination = _scene.Target }])).ToListAsync();

        var failed = Assert.Single(results);
        Assert.Equal((TransferOutcome.Failed, attempts), (failed.Outcome, failed.Attempts));
    }
}
