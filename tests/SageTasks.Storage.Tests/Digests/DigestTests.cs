using System.Text;
using System.Text.Json;

namespace SageTasks.Storage.Tests;

public sealed class DigestTests
{
    private static readonly byte[] Check = Encoding.ASCII.GetBytes("123456789");

    [Theory]
    [InlineData("md5", "25f9e794323b453885f5181f1b624d0b")]
    [InlineData("sha-256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    [InlineData("crc32c", "e3069283")]
    [InlineData("crc64nvme", "ae8b14860a799888")]
    public void Known_vectors_come_out(string algorithm, string expected)
    {
        using var computer = new DigestComputer([new DigestAlgorithm(algorithm)]);
        computer.Append(Check.AsSpan(0, 4));
        computer.Append(Check.AsSpan(4));

        Assert.Equal(new Digest(new DigestAlgorithm(algorithm), expected), Assert.Single(computer.Finish()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 9)]
    [InlineData(13, 1_000_003)]
    [InlineData(4096, 77)]
    public void Checksums_of_pieces_combine_to_that_of_the_whole(int first, int second)
    {
        var bytes = Data.Random(first + second);

        var combined = Crc32C.Combine(Crc32C.Compute(bytes.AsSpan(0, first)), Crc32C.Compute(bytes.AsSpan(first)), second);

        Assert.Equal(Crc32C.Compute(bytes), combined);
    }

    [Fact]
    public void Google_writes_a_checksum_big_endian_in_base64()
    {
        var digest = Digest.FromBase64(DigestAlgorithm.Crc32C, "4waSgw==");

        Assert.Equal("e3069283", digest.Value);
        Assert.Equal("4waSgw==", digest.ToBase64());
    }

    [Fact]
    public void Digests_compare_whatever_the_case()
    {
        Assert.Equal(Digest.Md5("D41D8CD98F00B204E9800998ECF8427E"), Data.Md5([]));
        Assert.NotEqual(Data.Md5([]), Data.Md5([1]));
        Assert.Equal("md5:d41d8cd98f00b204e9800998ecf8427e", Data.Md5([]).ToString());
    }

    [Theory]
    [InlineData("md5", "abc")]
    [InlineData("md5", "abcd")]
    [InlineData("md5", "zz1d8cd98f00b204e9800998ecf8427e")]
    [InlineData("crc32c", "e306928300")]
    public void A_value_that_cannot_be_the_digest_is_refused(string algorithm, string value) =>
        Assert.Throws<ArgumentException>(() => new Digest(new DigestAlgorithm(algorithm), value));

    [Fact]
    public void An_unknown_algorithm_is_carried()
    {
        var digest = new Digest(new DigestAlgorithm("BLAKE3"), "00ff");

        var copy = JsonSerializer.Deserialize<Digest>(JsonSerializer.Serialize(digest));

        Assert.Equal(digest, copy);
        Assert.Equal("blake3:00ff", copy!.ToString());
        Assert.False(DigestComputer.CanCompute(digest.Algorithm));
    }
}
