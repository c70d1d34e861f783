using Amazon.S3.Model;

namespace SageTasks.Storage.S3.Tests;

/// <summary>A digest is stated only where S3 says that it is one of the whole object.</summary>
public sealed class StatedDigestTests
{
    private const string Md5 = "25f9e794323b453885f5181f1b624d0b";

    [Theory]
    [InlineData($"\"{Md5}\"", true)]
    [InlineData(Md5, true)]
    [InlineData($"\"{Md5}-2\"", false)]
    [InlineData("\"not-an-md5\"", false)]
    [InlineData($"\"{Md5}\"", false, "x-amz-server-side-encryption", "aws:kms")]
    [InlineData($"\"{Md5}\"", false, "x-amz-server-side-encryption", "aws:kms:dsse")]
    [InlineData($"\"{Md5}\"", true, "x-amz-server-side-encryption", "AES256")]
    [InlineData($"\"{Md5}\"", false, "x-amz-server-side-encryption-customer-key-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    public async Task An_etag_is_an_md5_or_it_is_not(string tag, bool isMd5, string? header = null, string? value = null)
    {
        var found = await StatAsync([("ETag", tag), .. header is null ? Array.Empty<(string, string)>() : [(header, value!)]]);

        Assert.Equal(isMd5 ? [Digest.Md5(Md5)] : [], found!.Digests);
    }

    [Fact]
    public void The_tags_of_directory_buckets_only_look_like_md5s()
    {
        var answer = new GetObjectMetadataResponse { ETag = $"\"{Md5}\"" };

        Assert.Empty(S3Objects.Describe(Location.Parse("s3://bucket--euw1-az1--x-s3/x"), answer).Digests);
        Assert.Single(S3Objects.Describe(Location.Parse("s3://bucket/x"), answer).Digests);
    }

    [Fact]
    public async Task Checksums_of_the_whole_are_stated()
    {
        var found = await StatAsync([
            ("ETag", "\"x-2\""), ("x-amz-checksum-crc32c", "4waSgw=="), ("x-amz-checksum-crc64nvme", "rosUhgp5mIg="), ("x-amz-checksum-type", "FULL_OBJECT")]);

        Assert.Equal(["crc64nvme:ae8b14860a799888", "crc32c:e3069283"], found!.Digests.Select(digest => digest.ToString()));
    }

    [Theory]
    [InlineData("COMPOSITE", "4waSgw==")]
    [InlineData("COMPOSITE", "4waSgw==-2")]
    [InlineData(null, "4waSgw==-2")]
    [InlineData("FULL_OBJECT", "rosUhgp5mIg=")]
    public async Task A_checksum_of_checksums_is_none(string? type, string value)
    {
        var found = await StatAsync([("ETag", "\"x-2\""), ("x-amz-checksum-crc32c", value), .. type is null ? Array.Empty<(string, string)>() : [("x-amz-checksum-type", type)]]);

        Assert.Empty(found!.Digests);
    }

    [Fact]
    public void The_tag_of_an_object_in_parts_follows_from_its_parts()
    {
        var parts = new[] { "a", "b" }.Select((text, i) => new UploadedPart { Number = i + 1, Size = 1, Tag = $"\"{Digest.Of([(byte)text[0]], DigestAlgorithm.Md5).Value}\"" }).ToList();

        Assert.Equal("\"96e024ba2074fe77e8e965ba43a704be-2\"", S3Tags.OfParts(parts));
        Assert.Null(S3Tags.OfParts([parts[0], parts[1] with { Tag = "\"kms\"" }]));
    }

    private static async Task<ObjectInfo?> StatAsync((string, string)[] headers)
    {
        var wire = new Wire(_ => Wire.Answer(200, headers));
        using var store = wire.Store();
        var found = await store.StatAsync(Location.Parse("s3://bucket/x"));
        Assert.Equal("ENABLED", wire.Requests[0].Header("x-amz-checksum-mode"));
        return found;
    }
}
