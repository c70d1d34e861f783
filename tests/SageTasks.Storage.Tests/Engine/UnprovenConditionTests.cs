using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>Conditions on a server that may ignore them.</summary>
public sealed class UnprovenConditionTests : IDisposable
{
    private readonly EngineScene _scene = new() { To = Careless() };

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(5 * EngineScene.PartSize)]
    public async Task what_is_there_is_not_replaced(int size)
    {
        await _scene.PutAsync(size);
        var old = await _scene.To.PutAsync(_scene.Target, ObjectContent.Of("old"u8.ToArray()), new PutOptions());
        var now = await _scene.To.PutAsync(_scene.Target, ObjectContent.Of("now"u8.ToArray()), new PutOptions());

        await Assert.ThrowsAsync<DestinationExistsException>(() => _scene.CopyAsync(new CopyOptions { Mode = PutMode.CreateNew }));
        await Assert.ThrowsAsync<DestinationChangedException>(() => _scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch, IfMatch = old.Version }));
        Assert.Equal("now"u8.ToArray(), _scene.To.Bytes(_scene.Target));
        Assert.Equal(0, _scene.To.OpenUploads);

        await _scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch, IfMatch = now.Version });
        Assert.Equal(size, _scene.To.Bytes(_scene.Target)!.Length);
    }

    [Fact]
    public async Task what_came_while_parts_were_sent_is_not_replaced()
    {
        await _scene.PutAsync(5 * EngineScene.PartSize);
        _scene.To.OnPart = async (_, part) =>
        {
            if (part == 5)
            {
                await _scene.To.PutAsync(_scene.Target, ObjectContent.Of("theirs"u8.ToArray()), new PutOptions());
            }
        };

        await Assert.ThrowsAsync<DestinationExistsException>(() => _scene.CopyAsync(new CopyOptions { Mode = PutMode.CreateNew }));

        Assert.Equal("theirs"u8.ToArray(), _scene.To.Bytes(_scene.Target));
        Assert.Equal(0, _scene.To.OpenUploads);
    }

    private static MemoryStore Careless()
    {
        var can = new MemoryStore().Capabilities with
        {
            ConditionalCreate = ConditionSupport.Unproven,
            ConditionalOverwrite = ConditionSupport.Unproven,
            ConditionalComplete = ConditionSupport.Unproven,
        };
        return new MemoryStore { Schemes = [LocationScheme.Gs], Capabilities = can, IgnoresConditions = true };
    }
}
