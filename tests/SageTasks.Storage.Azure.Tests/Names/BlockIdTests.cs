namespace SageTasks.Storage.Azure.Tests;

/// <summary>A block's id says which part of which upload it is.</summary>
public sealed class BlockIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)]
    public void An_id_is_read_back(int part)
    {
        var upload = BlockIds.NewUpload(Now);
        var id = BlockIds.Of(upload, part);

        Assert.True(BlockIds.TryRead(id, out var read, out var number));
        Assert.Equal((upload, part), (read, number));
        Assert.Equal(BlockIds.Of(upload, 1).Length, id.Length);
        Assert.Equal(Now, BlockIds.StartOf(read!));
        Assert.NotEqual(upload, BlockIds.NewUpload(Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not Base64 but as long as ids of this store are, sixty-four chars")]
    [InlineData("AAAA")]
    public void Another_tools_block_is_left_alone(string id) => Assert.False(BlockIds.TryRead(id, out _, out _));
}
