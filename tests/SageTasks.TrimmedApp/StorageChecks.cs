using SageTasks.Storage;

namespace SageTasks.TrimmedApp;

internal static class StorageChecks
{
    public static Task<string> LocationsAndDigestsComeBackAsync()
    {
        var location = Location.Parse("https://example.org/a%20b/c.fastq.gz?X-Amz-Signature=secret");
        Survivors.Require(location.Name, "c.fastq.gz");
        var digest = Digest.FromBase64(DigestAlgorithm.Md5, "1B2M2Y8AsgTpgAmY7PhCfg==");
        Survivors.Require(digest.ToString(), "md5:d41d8cd98f00b204e9800998ecf8427e");
        return Task.FromResult(location.ToString());
    }
}
