using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Keys;

public class SignedUrlTests
{
    [Theory]
    [InlineData("https://b.s3.amazonaws.com/k?versionId=7&X-Amz-Date=1&X-Amz-Signature=s", "https://b.s3.amazonaws.com/k?versionId=7")]
    [InlineData("https://storage.googleapis.com/b/k?X-Goog-Date=1&X-Goog-Signature=s", "https://storage.googleapis.com/b/k")]
    [InlineData("https://a.blob.core.windows.net/c/k?sv=2024&se=2026&sp=r&sig=abc&versionid=3", "https://a.blob.core.windows.net/c/k?versionid=3")]
    [InlineData("https://d1.cloudfront.net/k?Expires=1&Signature=s&Key-Pair-Id=K#part", "https://d1.cloudfront.net/k#part")]
    public void The_signature_is_taken_off_and_the_object_stays(string signed, string expected) => Assert.Equal(expected, SignedUrl.Strip(signed));

    [Theory]
    [InlineData("https://example.org/search?q=Signature")]
    [InlineData("https://example.org/data?sp=9606&se=1")]
    [InlineData("s3://bucket/key?X-Amz-Signature=s")]
    [InlineData("no URL at all? X-Amz-Signature=")]
    public void What_is_not_signed_stays_as_it_is(string text) => Assert.Same(text, SignedUrl.Strip(text));
}
