using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Registration;

/// <summary>Ids that Synapse and Cavatica give by themselves.</summary>
public sealed class PlatformDrsIdsTests
{
    [Fact]
    public async Task A_version_of_a_Synapse_file_has_its_id()
    {
        await using var scene = await StartAsync(DrsPersonality.Synapse, "repo-prod.prod.sagebase.org");
        scene.Add("ACGT", new LocalDrsObject { Id = "syn123.4", Name = "reads.txt" });
        var ids = new PlatformDrsIds(scene.Servers);

        var found = await ids.SynapseAsync("SYN123", 4, [Digest.Of("ACGT"u8, DigestAlgorithm.Md5)], size: 4, requiresDigest: true);

        Assert.Equal(("syn123.4", "drs://repo-prod.prod.sagebase.org/syn123.4", DrsRegistrationOutcome.Found), (found.Id, found.Uri, found.Outcome));
        Assert.Equal((DigestAlgorithm.Md5, true), (found.VerifiedBy, found.IsSizeVerified));
        await Assert.ThrowsAsync<NotFoundException>(() => ids.SynapseAsync("syn123", 5));
        var error = await Assert.ThrowsAsync<DrsConflictException>(() => ids.SynapseAsync("syn123", 4, [Digest.Of("other"u8, DigestAlgorithm.Md5)]));
        Assert.StartsWith("md5:", Assert.Single(error.Differences), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ids.SynapseAsync("123", 4));
        await Assert.ThrowsAsync<ArgumentException>(() => ids.SynapseAsync("syn123", 0));
    }

    [Fact]
    public async Task A_file_on_Cavatica_has_its_id()
    {
        await using var scene = await StartAsync(DrsPersonality.Cavatica, "cavatica-ga4gh-api.sbgenomics.com");
        scene.Add("ACGT", new LocalDrsObject { Id = "5f5a1b2c3d4e5f6a7b8c9d0e", Name = "reads.txt" });
        var ids = new PlatformDrsIds(scene.Servers);

        Assert.Equal("drs://cavatica-ga4gh-api.sbgenomics.com/5f5a1b2c3d4e5f6a7b8c9d0e", (await ids.CavaticaAsync("5f5a1b2c3d4e5f6a7b8c9d0e")).Uri);
        await Assert.ThrowsAsync<NotFoundException>(() => ids.CavaticaAsync("5f5a1b2c3d4e5f6a7b8c9d0f"));
        await Assert.ThrowsAsync<ArgumentException>(() => ids.CavaticaAsync("me/project/x"));
    }

    [Fact]
    public async Task What_was_compared_is_said_and_a_digest_can_be_required()
    {
        await using var scene = await StartAsync(DrsPersonality.Cavatica, "cavatica-ga4gh-api.sbgenomics.com");
        const string File = "00007f21-0a2f-4b3c-8d4e-5f6a7b8c9d0e";
        scene.Add("ACGT", new LocalDrsObject { Id = File, Name = "x" });
        var ids = new PlatformDrsIds(scene.Servers);
        var md5 = Digest.Of("ACGT"u8, DigestAlgorithm.Md5);

        var bySize = await ids.CavaticaAsync(File, [md5], size: 4);
        var byNothing = await ids.CavaticaAsync(File, [md5]);
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ids.CavaticaAsync(File, [md5], size: 4, requiresDigest: true));

        Assert.Equal((null, true), (bySize.VerifiedBy, bySize.IsSizeVerified));
        Assert.Equal((null, false), (byNothing.VerifiedBy, byNothing.IsSizeVerified));
        Assert.Contains("etag", error.Message, StringComparison.Ordinal);
        Assert.Contains("only its size", error.Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<DrsConflictException>(() => ids.CavaticaAsync(File, size: 5));
        Assert.StartsWith("size: 4", Assert.Single(other.Differences), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ids.CavaticaAsync(File, requiresDigest: true));
    }

    private static Task<DrsScene> StartAsync(DrsPersonality personality, string host) => DrsScene.StartAsync(
        new LocalDrsOptions { Personality = personality },
        (options, drs) => options.Hosts[host] = new DrsClientOptions { Endpoint = drs.Url });
}
