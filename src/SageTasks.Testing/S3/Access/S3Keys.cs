using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>The access key that is good, and the region that it signs for.</summary>
internal sealed class S3Keys(LocalS3Options options)
{
    public string Id { get; } = options.AccessKey;

    public string Secret { get; } = options.Token ?? RandomNumberGenerator.GetHexString(40, lowercase: true);

    public string Region { get; } = options.Region;
}
