namespace SageTasks.Storage.Tests;

public sealed class Crc64NvmeTests
{
    /// <summary>The vectors of the NVM Express specification.</summary>
    [Fact]
    public void Known_vectors_come_out()
    {
        Assert.Equal(0x6482D367EB22B64Eul, Crc64Nvme.Compute(new byte[4096]));
        Assert.Equal(0xC0DDBA7302ECA3ACul, Crc64Nvme.Compute([.. Enumerable.Repeat((byte)0xFF, 4096)]));
        Assert.Equal(0x3E729F5F6750449Cul, Crc64Nvme.Compute([.. Enumerable.Range(0, 4096).Select(i => (byte)i)]));
        Assert.Equal(0xAE8B14860A799888ul, Crc64Nvme.Compute("123456789"u8));
        Assert.Equal(0ul, Crc64Nvme.Compute([]));
    }

    [Fact]
    public void Every_length_and_alignment_gives_what_the_tables_give()
    {
        var bytes = Data.Random(700);
        for (var length = 0; length < 600; length++)
        {
            var piece = bytes.AsSpan(length % 17, length);
            Assert.Equal(Crc64Nvme.AppendByTables(0, piece), Crc64Nvme.Compute(piece));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 9)]
    [InlineData(13, 1_000_003)]
    [InlineData(4096, 77)]
    public void Checksums_of_pieces_join_to_that_of_the_whole(int first, int second)
    {
        var bytes = Data.Random(first + second);
        var (head, tail) = (Crc64Nvme.Compute(bytes.AsSpan(0, first)), Crc64Nvme.Compute(bytes.AsSpan(first)));

        Assert.Equal(Crc64Nvme.Compute(bytes), Crc64Nvme.Combine(head, tail, second));
        Assert.Equal(Crc64Nvme.Compute(bytes), Crc64Nvme.Append(head, bytes.AsSpan(first)));
    }

    [Fact]
    public void The_length_of_the_second_piece_may_be_anything_that_an_object_has()
    {
        const long FiftyTerabytes = 50_000_000_000_000;
        var half = Crc64Nvme.Combine(1, 0, FiftyTerabytes / 2);

        Assert.Equal(Crc64Nvme.Combine(1, 0, FiftyTerabytes), Crc64Nvme.Combine(half, 0, FiftyTerabytes / 2));
    }
}
