using SageTasks.ContractSuites;
using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Store;

/// <summary>Objects of every kind of server, copied by the engine.</summary>
public sealed class DrsStoreTests
{
    public static TheoryData<string> Personalities => [.. All.Keys];

    private static Dictionary<string, DrsPersonality> All { get; } = new[]
    {
        DrsPersonality.Standard, DrsPersonality.Indexd, DrsPersonality.Synapse, DrsPersonality.Cavatica, DrsPersonality.Terra, DrsPersonality.StarterKit, DrsPersonality.DrsFiler,
    }.ToDictionary(personality => personality.Name);

    [Theory]
    [MemberData(nameof(Personalities))]
    public async Task An_object_of_any_server_is_copied_in_parts_and_verified(string personality)
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = All[personality] });
        var bytes = DrsScene.Random(1_500_000);
        var id = scene.Add(bytes, new LocalDrsObject { Name = "reads.bin", MimeType = "application/x-reads" });

        var result = await scene.Engine.CopyAsync(scene.Place(id), Location.FromPath(scene.PathOf("") + Path.DirectorySeparatorChar));

        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.PathOf("reads.bin")));
        DigestAlgorithm? told = personality switch { "Synapse" => DigestAlgorithm.Md5, "Cavatica" => null, _ => DigestAlgorithm.Sha256 };
        Assert.Equal(told, result.SourceVerifiedBy);
    }

    [Theory]
    [InlineData(DrsAccess.Signed)]
    [InlineData(DrsAccess.SignedHeaders)]
    public async Task An_address_that_expires_in_the_middle_is_renewed(DrsAccess access)
    {
        await using var scene = await DrsScene.StartAsync();
        var bytes = DrsScene.Random(2_000_000);
        var id = scene.Add(bytes, new LocalDrsObject { Name = "x", Access = [access] });
        var info = await scene.Store.StatAsync(scene.Place(id));

        for (var offset = 0; offset < bytes.Length; offset += 500_000)
        {
            await using var body = await scene.Store.OpenAsync(scene.Place(id), new ByteRange(offset, 500_000), info!.Version);
            using var part = new MemoryStream();
            await body.Stream.CopyToAsync(part);
            Assert.Equal(bytes[offset..(offset + 500_000)], part.ToArray());
            scene.Drs.ExpireUrls();
        }

        scene.Drs.Faults.Strike(FaultKind.ExpireUrls, "GET /ga4gh/drs/v1/objects/*/access/*");
        await using var late = await new DrsStore(scene.Servers).OpenAsync(scene.Place(id), ByteRange.All, null);
        Assert.Equal(bytes[0], late.Stream.ReadByte());
    }

    [Fact]
    public async Task A_broken_copy_goes_on_where_it_was()
    {
        const int Parts = 24;
        using var stop = new CancellationTokenSource();
        var read = 0;
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Observer = seen => StopAfter(seen, Parts / 2, ref read, stop) });
        var bytes = DrsScene.Random(Parts * 256 * 1024);
        var id = scene.Add(bytes);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Engine.CopyAsync(scene.Place(id), scene.File("copy"), cancellationToken: stop.Token));
        Assert.False(File.Exists(scene.PathOf("copy")));
        var again = await scene.Engine.CopyAsync(scene.Place(id), scene.File("copy"));

        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.PathOf("copy")));
        Assert.NotNull(again.SourceVerifiedBy);
        Assert.InRange(read, Parts, Parts + 8);
    }

    [Fact]
    public async Task Bytes_that_are_not_those_of_the_checksum_never_appear()
    {
        await using var scene = await DrsScene.StartAsync();
        var sums = new Dictionary<string, string> { ["md5"] = Digest.Of("ACGT"u8, DigestAlgorithm.Md5).Value, ["sha-512"] = Digest.Of("TGCA"u8, DigestAlgorithm.Sha512).Value };
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", Checksums = sums });

        var error = await Assert.ThrowsAsync<DigestMismatchException>(() => scene.ReadAsync(id));

        Assert.Contains("sha-512", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(scene.PathOf("copy")));
    }

    [Theory]
    [InlineData("sha-512")]
    [InlineData("sha1")]
    public async Task A_rarer_checksum_is_computed_too(string type)
    {
        await using var scene = await DrsScene.StartAsync();
        var algorithm = type == "sha1" ? DigestAlgorithm.Sha1 : DigestAlgorithm.Sha512;
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", Checksums = new Dictionary<string, string> { [type] = Digest.Of("ACGT"u8, algorithm).Value } });

        Assert.Equal(algorithm, (await scene.Engine.CopyAsync(scene.Place(id), scene.File("copy"))).SourceVerifiedBy);
    }

    [Fact]
    public async Task The_ETag_of_a_multipart_upload_is_taken_for_no_MD5()
    {
        await using var scene = await DrsScene.StartAsync();
        var md5 = Digest.Of("other"u8, DigestAlgorithm.Md5).Value;
        var etag = scene.Add("ACGT", new LocalDrsObject { Name = "x", Checksums = new Dictionary<string, string> { ["etag"] = md5 } });
        var dashed = scene.Add("ACGT", new LocalDrsObject { Name = "x", Checksums = new Dictionary<string, string> { ["md5"] = md5 + "-2" } });

        Assert.Equal("ACGT", await scene.ReadAsync(etag));
        Assert.Equal("ACGT", await scene.ReadAsync(dashed, "second"));
    }

    [Fact]
    public async Task A_size_that_the_server_does_not_tell_is_measured()
    {
        using var hosts = new HostsFile();
        await using var drs = await LocalDrs.StartAsync();
        var id = drs.Add(new LocalDrsObject { Name = "x", Access = [DrsAccess.Public] }, "ACGT"u8.ToArray());
        hosts.Answer = uri => uri.AbsolutePath.Contains("/objects/", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent($$"""{"id":"{{id}}","self_uri":"x","checksums":[],"access_methods":[{"type":"https","access_url":{"url":"{{drs.Url}}bytes/{{id}}/x"} }]}""") }
            : null;
        var store = new DrsStore(new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } }));
        var place = Location.Parse($"drs://{drs.Authority}/{id}");

        var info = await store.StatAsync(place);

        Assert.Equal(4, info!.Version.Size);
        await using var body = await store.OpenAsync(place, new ByteRange(2, 2), info.Version);
        Assert.Equal('G', body.Stream.ReadByte());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"size\":4,")]
    public async Task Bytes_that_are_gone_are_no_missing_object(string size)
    {
        using var hosts = new HostsFile();
        await using var drs = await LocalDrs.StartAsync();
        hosts.Answer = uri => uri.AbsolutePath.Contains("/objects/", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent($$"""{"id":"x",{{size}}"self_uri":"x","checksums":[],"access_methods":[{"type":"https","access_url":{"url":"{{drs.Url}}bytes/gone/x"} }]}""") }
            : null;
        var store = new DrsStore(new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } }));
        var place = Location.Parse($"drs://{drs.Authority}/x");

        var error = await Assert.ThrowsAsync<TransferException>(async () =>
        {
            await store.StatAsync(place);
            await store.OpenAsync(place, ByteRange.All, null);
        });

        Assert.Contains("the way to its bytes is broken", error.Message, StringComparison.Ordinal);
        Assert.Contains("/bytes/gone/x", error.Message, StringComparison.Ordinal);
        Assert.False(error.CanRetry);
    }

    [Fact]
    public async Task Where_the_server_signs_nothing_the_cloud_s_own_store_reads()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd with { HasAccess = false } });
        var cloud = new MemoryStore();
        scene.Stores.Add(cloud);
        var url = Location.Parse($"{cloud.Schemes[0]}://bucket/reads.txt");
        await cloud.PutAsync(url, ObjectContent.Of("ACGT"u8.ToArray()), new PutOptions());
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "reads.txt", Urls = [url.Address] });

        Assert.Equal("ACGT", await scene.ReadAsync(id));
    }

    [Fact]
    public async Task A_way_that_is_closed_gives_way_to_the_next_and_an_archive_comes_last()
    {
        await using var scene = await DrsScene.StartAsync();
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", Access = [DrsAccess.Signed, DrsAccess.Public] });
        scene.Drs.Faults.Strike(FaultKind.ExpireUrls, "GET /ga4gh/drs/v1/objects/*/access/*", 10);

        Assert.Equal("ACGT", await scene.ReadAsync(id));
        var ways = AccessWay.Of(new DrsObject
        {
            AccessMethods =
            [
                new() { Type = DrsAccessType.S3, AccessUrl = new() { Url = "s3://bucket/x" } },
                new() { Type = DrsAccessType.Https, AccessId = "cold", Available = false },
                new() { Type = DrsAccessType.Https, AccessUrl = new() { Url = "https://b.org/x" } },
                new() { Type = DrsAccessType.Gs, AccessId = "gcp", AccessUrl = new() { Url = "gs://bucket/x" } },
                new() { Type = DrsAccessType.Globus, AccessUrl = new() { Url = "globus://x" } },
                new() { Type = DrsAccessType.Https, AccessId = "aws" },
            ],
        });
        Assert.Equal(["aws", "gcp", "https://b.org/x", "s3://bucket/x", "gs://bucket/x", "cold"], ways.Select(way => way.IsSigned ? way.Method.AccessId : way.Method.AccessUrl!.Url));
    }

    [Fact]
    public async Task What_an_archive_restores_is_waited_for()
    {
        await using var scene = await DrsScene.StartAsync(skips: true);
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", IsAvailable = false });
        scene.Drs.Restore(id, answers: 2);

        await using var body = await scene.Store.OpenAsync(scene.Place(id), ByteRange.All, null);

        Assert.Equal('A', body.Stream.ReadByte());
    }

    [Fact]
    public async Task What_cannot_be_read_says_why()
    {
        await using var scene = await DrsScene.StartAsync();
        var far = scene.Drs.Add(new LocalDrsObject { Name = "far", Size = 4, Urls = ["globus://endpoint/x"] });
        var bundle = scene.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "far", Id = far }] });

        var noWay = await Assert.ThrowsAsync<NotSupportedException>(() => scene.ReadAsync(far));
        Assert.Contains("globus", noWay.Message, StringComparison.Ordinal);
        Assert.Contains("copy all that it holds, recursively", (await Assert.ThrowsAsync<ArgumentException>(() => scene.ReadAsync(bundle))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileNotFoundException>(() => scene.ReadAsync("nothing"));
        Assert.Contains("Plan", Assert.Throws<NotSupportedException>(() => { _ = scene.Store.ListAsync(scene.Place("x")); }).Message, StringComparison.Ordinal);
        Assert.Null(await scene.Store.StatAsync(scene.Place("nothing")));
    }

    [Theory]
    [InlineData("file:///etc/hostname", false)]
    [InlineData("http://127.0.0.1:1/x", true)]
    [InlineData("https://localhost/x", true)]
    [InlineData("https://db.localhost/x", true)]
    [InlineData("http://169.254.169.254/latest/meta-data/", true)]
    [InlineData("https://[fe80::1]/x", true)]
    public void A_server_elsewhere_has_no_say_on_this_machine(string url, bool canBeAllowed)
    {
        var allowed = new ApiOptions { AllowLocalTargets = true };

        var error = Assert.Throws<TransferException>(() => AccessLines.Place(new DrsAccessUrl { Url = url }, Client("https://drs.example.org")));

        Assert.Contains("on this machine", error.Message, StringComparison.Ordinal);
        Assert.False(error.CanRetry);
        Assert.Equal(url, AccessLines.Place(new DrsAccessUrl { Url = url }, Client("http://localhost:1")).Address);
        Assert.Equal(canBeAllowed, Record.Exception(() => AccessLines.Place(new DrsAccessUrl { Url = url }, Client("https://drs.example.org", allowed))) is null);
    }

    [Theory]
    [InlineData(503, 403, true)]
    [InlineData(403, 502, true)]
    [InlineData(403, 404, false)]
    public async Task Where_no_way_is_left_it_is_said_of_each_and_whether_asking_again_may_help(int first, int second, bool canRetry)
    {
        using var hosts = new HostsFile
        {
            Answer = uri => uri.AbsolutePath.Split('/')[^1] switch
            {
                "x" => new HttpResponseMessage { Content = new StringContent("""{"id":"x","size":4,"access_methods":[{"type":"https","access_id":"one"},{"type":"https","access_id":"two"}]}""") },
                var way => new HttpResponseMessage((System.Net.HttpStatusCode)(way == "one" ? first : second)),
            },
        };
        var store = new DrsStore(new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts, Retry = { MaxAttempts = 1 } } }));

        var error = await Assert.ThrowsAsync<TransferException>(() => store.OpenAsync(Location.Parse("drs://drs.example.org/x"), ByteRange.All, null));

        Assert.Equal(canRetry, error.CanRetry);
        Assert.All([first, second], status => Assert.Contains($"answered {status}", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_of_a_server_elsewhere_are_not_fetched_from_this_machine_by_a_redirect()
    {
        using var hosts = new HostsFile
        {
            Answer = uri => uri.Host switch
            {
                "drs.example.org" => new HttpResponseMessage { Content = new StringContent("""{"id":"x","size":4,"access_methods":[{"type":"https","access_url":{"url":"https://bytes.example.org/x"}}]}""") },
                _ => new HttpResponseMessage(System.Net.HttpStatusCode.Found) { Headers = { Location = new Uri("http://127.0.0.1:8080/secret") } },
            },
        };
        var store = new DrsStore(new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } }));

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => store.OpenAsync(Location.Parse("drs://drs.example.org/x"), ByteRange.All, null));

        Assert.Contains("on this machine", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(hosts.Seen, seen => seen.Host.StartsWith("127.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("broken")]
    [InlineData("unsupported")]
    [InlineData("closed at the host of the bytes")]
    public async Task A_way_that_fails_gives_way_to_the_next(string failure)
    {
        await using var drs = await LocalDrs.StartAsync();
        var id = drs.Add(new LocalDrsObject { Name = "x", Access = [DrsAccess.Public] }, "ACGT"u8.ToArray());
        var first = failure == "unsupported" ? """{"type":"az","access_url":{"url":"az://container/x"}}""" : """{"type":"https","access_id":"first"}""";
        using var hosts = new HostsFile
        {
            Answer = uri => uri switch
            {
                _ when uri.AbsolutePath.EndsWith("/access/first", StringComparison.Ordinal) => failure switch
                {
                    "503" => new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable),
                    "broken" => throw new HttpRequestException(HttpRequestError.ConnectionError, "no way there"),
                    _ => new HttpResponseMessage { Content = new StringContent("""{"url":"https://bytes.example.org/x"}""") },
                },
                { Host: "bytes.example.org" } => new HttpResponseMessage(System.Net.HttpStatusCode.BadGateway),
                _ when uri.AbsolutePath.Contains("/objects/", StringComparison.Ordinal) => new HttpResponseMessage
                {
                    Content = new StringContent($$"""{"id":"{{id}}","size":4,"access_methods":[{{first}},{"type":"https","access_url":{"url":"{{drs.Url}}bytes/{{id}}/x"} }]}"""),
                },
                _ => null,
            },
        };
        var store = new DrsStore(new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts, Retry = { MaxAttempts = 1 } } }));

        await using var body = await store.OpenAsync(Location.Parse($"drs://{drs.Authority}/{id}"), ByteRange.All, null);

        Assert.Equal('A', body.Stream.ReadByte());
    }

    [Theory]
    [InlineData("drs://drs.example.org/itself")]
    [InlineData("syn://syn1")]
    [InlineData("sbg://me/project/file")]
    public void An_address_leads_to_bytes_and_not_to_another_server_s_objects(string url)
    {
        var error = Assert.Throws<TransferException>(() => AccessLines.Place(new DrsAccessUrl { Url = url }, Client("https://drs.example.org")));

        Assert.Contains(url, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_the_server_go_along_but_for_those_of_the_transfer()
    {
        var place = Location.Parse("https://b.org/x");

        var address = AccessLines.Address(new DrsAccessUrl { Url = "https://b.org/x", Headers = ["Authorization: Basic Z2E:4Z2g=", "Range: bytes=0-1", "host: evil.org"] }, place);

        Assert.Equal("Basic Z2E:4Z2g=", Assert.Single(address.Headers).Value);
        Assert.Throws<TransferException>(() => AccessLines.Address(new DrsAccessUrl { Headers = ["A: b\r\nC: d"] }, place));
        Assert.Throws<TransferException>(() => AccessLines.Address(new DrsAccessUrl { Headers = ["nothing"] }, place));
    }

    [Fact]
    public async Task The_first_bytes_of_an_id_are_of_the_version_that_is_pinned()
    {
        await using var scene = await DrsScene.StartAsync();
        var id = scene.Add("ACGT", new LocalDrsObject { Id = "same" });
        var old = await scene.Store.StatAsync(scene.Place(id));
        scene.Add("a longer text", new LocalDrsObject { Id = "same" });

        await Assert.ThrowsAsync<SourceChangedException>(() => new DrsStore(scene.Servers).OpenAsync(scene.Place(id), ByteRange.All, old!.Version));
    }

    private static DrsClient Client(string endpoint, ApiOptions? http = null) => new(new DrsClientOptions { Endpoint = new Uri(endpoint), Http = http });

    private static void StopAfter(ObservedExchange seen, int requests, ref int read, CancellationTokenSource stop)
    {
        if (seen.Path.StartsWith("/bytes/", StringComparison.Ordinal) && Interlocked.Increment(ref read) == requests)
        {
            stop.Cancel();
        }
    }
}
