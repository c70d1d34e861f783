namespace SageTasks.Storage.Tests;

/// <summary>A copy that ends in the middle, as with its process.</summary>
internal static class Interruption
{
    public static async Task InterruptAsync(this EngineScene scene, int afterParts, Location? source = null, CopyOptions? options = null)
    {
        using var stop = new CancellationTokenSource();
        scene.To.OnPart = async (_, _) =>
        {
            if (scene.To.PartsTaken >= afterParts)
            {
                await stop.CancelAsync();
                stop.Token.ThrowIfCancellationRequested();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scene.Engine.CopyAsync(source ?? scene.Source, scene.Target, options, cancellationToken: stop.Token));
        scene.To.OnPart = (_, _) => Task.CompletedTask;
    }
}
