using System.Net;
using SageTasks.ContractSuites;
using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Client;

/// <summary>The client against servers of every kind.</summary>
public sealed class DrsClientTests
{
    [Fact]
    public async Task Indexd_s_ways_are_understood()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd });
        var id = scene.Add("ACGT");
        var bundle = scene.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "reads", Id = id }] });

        var found = await scene.Client.GetObjectAsync(id);
        var holder = await scene.Client.GetObjectAsync(bundle);

        Assert.Equal((id, 4L, null), (found.Id, found.Size, found.CreatedTime));
        Assert.Equal([DigestAlgorithm.Sha256, DigestAlgorithm.Md5, DigestAlgorithm.Crc32C], found.Digests.Select(digest => digest.Algorithm));
        Assert.Equal(("s3", "s3"), (found.AccessMethods[0].Type.Value, found.AccessMethods[0].AccessId));
        Assert.True(holder.IsBundle);
        Assert.Equal(id.Replace('/', ':'), Assert.Single(Assert.Single(holder.Contents!).DrsUris)["drs://".Length..]);
        Assert.Equal(id, (await scene.Servers.GetObjectAsync(found.SelfUri!)).Id);
        var many = await scene.Client.GetObjectsAsync([id, "nothing", id.Split('/')[1]]).ToListAsync();
        Assert.Equal([id, null, id], many.Select(one => one.Value?.Id));
        Assert.Equal(404, many[1].ErrorCode);
        Assert.Equal([DrsAuthorizationType.None], (await scene.Client.GetAuthorizationsAsync(id)).SupportedTypes);
    }

    [Fact]
    public async Task Headers_are_read_as_lines_and_as_an_object()
    {
        foreach (var personality in new[] { DrsPersonality.Standard, DrsPersonality.StarterKit })
        {
            await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = personality });
            var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", Access = [DrsAccess.Headers] });

            var url = (await scene.Client.GetObjectAsync(id)).AccessMethods[0].AccessUrl!;

            Assert.StartsWith("Authorization: Bearer ", Assert.Single(url.Headers), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Odd_spellings_of_older_servers_are_read()
    {
        using var hosts = Answering("""
            {"id":"x","size":"12","created_time":"2021-04-16T09:00:00","updated_time":"","checksums":[{"type":"SHA256","checksum":"AB"},
             {"type":"etag","checksum":"d41d8cd98f00b204e9800998ecf8427e-3"},{"type":"md5","checksum":"d41d8cd98f00b204e9800998ecf8427e-3"}],
             "access_methods":[{"type":"teleport","access_url":{"url":"teleport://x"},"region":null,"cloud":"aws"}],"aliases":null,"unheard":{"of":1}}
            """);

        var found = await Client(hosts).GetObjectAsync("x");

        Assert.Equal((12L, new DateTimeOffset(2021, 4, 16, 9, 0, 0, TimeSpan.Zero), null), (found.Size, found.CreatedTime, found.UpdatedTime));
        Assert.Empty(found.Digests);
        Assert.Equal("teleport", found.AccessMethods[0].Type.Value);
        Assert.Empty(found.Aliases);
    }

    [Theory]
    [InlineData("sha-512", 128, "sha-512")]
    [InlineData("SHA256", 64, "sha-256")]
    [InlineData("sha-256", 64, "sha-256")]
    [InlineData("sha1", 40, "sha-1")]
    [InlineData("SHA", 40, "sha-1")]
    [InlineData("MD5", 32, "md5")]
    [InlineData("crc32c", 8, "crc32c")]
    [InlineData("etag", 32, null)]
    [InlineData("md5", 31, null)]
    [InlineData("trunc512", 48, null)]
    [InlineData("crc", 8, null)]
    public void Checksums_have_many_names_and_an_ETag_is_none(string type, int length, string? algorithm)
    {
        var digest = new DrsChecksum { Type = type, Checksum = new string('a', length) }.ToDigest();

        Assert.Equal(algorithm, digest?.Algorithm.Value);
    }

    [Fact]
    public void Google_s_form_of_a_checksum_is_read_too()
    {
        var digest = Digest.Of("123456789"u8, DigestAlgorithm.Crc32C);

        Assert.Equal(digest, new DrsChecksum { Type = "crc32c", Checksum = digest.ToBase64() }.ToDigest());
        Assert.Equal("crc32c", DrsChecksum.From(digest).Type);
    }

    [Fact]
    public async Task What_is_being_prepared_is_waited_for_as_long_as_the_server_asks()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { RetryAfter = TimeSpan.FromSeconds(60) }, skips: true);
        var id = scene.Add("ACGT");
        scene.Drs.Restore(id, answers: 3);
        var began = scene.Time.GetUtcNow();

        await scene.Client.GetAccessUrlAsync(id, "local");

        Assert.Equal(TimeSpan.FromMinutes(3), scene.Time.GetUtcNow() - began);
        scene.Drs.Restore(id, answers: 2, isHidden: true);
        Assert.Equal(id, Assert.Single((await scene.Client.GetBulkObjectsAsync([id])).Resolved).Id);
        scene.Drs.Restore(id, answers: 20);
        var late = await Assert.ThrowsAsync<DrsNotReadyException>(() => scene.Client.GetAccessUrlAsync(id, "local"));
        Assert.Contains("WaitBudget", late.Message, StringComparison.Ordinal);
        Assert.True(late.Error.CanRetry);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Thu, 01 Jan 2026 00:00:40 GMT", 40)]
    [InlineData("0", 1)]
    [InlineData("soon", 5)]
    [InlineData(null, 5)]
    public async Task A_wait_is_told_in_seconds_or_as_a_time_or_not_at_all(string? retryAfter, int seconds)
    {
        var time = new SkippingTime();
        var began = time.GetUtcNow();
        var asked = 0;
        using var hosts = new HostsFile
        {
            Clock = time,
            Answer = _ =>
            {
                var waiting = new HttpResponseMessage(HttpStatusCode.Accepted);
                waiting.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
                return asked++ == 0 ? waiting : new HttpResponseMessage { Content = new StringContent("""{"id":"x"}""") };
            },
        };
        var client = new DrsClient(new DrsClientOptions { Endpoint = new Uri("https://drs.example.org"), Http = new ApiOptions { Handler = hosts } }, timeProvider: time);

        Assert.Equal("x", (await client.GetObjectAsync("x")).Id);

        Assert.Equal(2, asked);
        Assert.Equal(TimeSpan.FromSeconds(seconds), time.GetUtcNow() - began);
    }

    [Theory]
    [InlineData("""{"maxBulkRequestLength":2}""")]
    [InlineData("""{"drs":{"maxBulkRequestLength":2}}""")]
    [InlineData("""{"maxBulkRequestLength":"7","drs":{"maxBulkRequestLength":"2"}}""")]
    public async Task The_limit_of_bulk_requests_stands_where_each_version_has_it(string service)
    {
        await using var drs = await LocalDrs.StartAsync();
        var ids = Enumerable.Range(0, 4).Select(n => drs.Add(new LocalDrsObject { Id = $"o{n}" }, "x"u8.ToArray())).ToList();
        using var hosts = new HostsFile
        {
            Answer = uri => uri.AbsolutePath.EndsWith("service-info", StringComparison.Ordinal) ? new HttpResponseMessage { Content = new StringContent(service) } : null,
        };
        var client = new DrsClient(new DrsClientOptions { Endpoint = drs.Url, Http = new ApiOptions { Handler = hosts } });

        Assert.Equal(ids, await client.GetObjectsAsync(ids).Select(one => one.Value!.Id).ToListAsync());
        Assert.Equal(2, hosts.Seen.Count(seen => seen.Path.EndsWith("/objects", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Bulk_requests_keep_to_the_server_s_limit_and_come_in_order()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<ObservedExchange>();
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { MaxBulk = 4, Observer = seen.Enqueue });
        var ids = Enumerable.Range(0, 10).Select(n => scene.Add($"text {n}", new LocalDrsObject { Id = $"o{n}" })).ToList();
        ids.Insert(5, "nothing");

        var found = await scene.Client.GetObjectsAsync(ids).ToListAsync();
        var urls = await scene.Client.GetAccessUrlsAsync(ids.Select(id => new DrsAccessKey(id, "local"))).ToListAsync();

        Assert.Equal(ids, found.Select(one => one.Key));
        Assert.Equal(404, found[5].ErrorCode);
        Assert.Equal(10, found.Count(one => one.Value is not null));
        Assert.Equal(10, urls.Count(one => one.Value?.Url is not null));
        Assert.Equal(6, seen.Count(exchange => exchange.Method == "POST"));
        Assert.All(seen, exchange => Assert.Equal(200, exchange.Status));
    }

    [Fact]
    public async Task A_server_that_takes_less_than_it_says_is_asked_for_less()
    {
        using var hosts = new HostsFile();
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { MaxBulk = 3 });
        var ids = Enumerable.Range(0, 8).Select(n => drs.Add(new LocalDrsObject { Id = $"o{n}" }, "x"u8.ToArray())).ToList();
        hosts.Answer = uri => uri.AbsolutePath.EndsWith("service-info", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.NotFound) : null;
        var client = new DrsClient(new DrsClientOptions { Endpoint = drs.Url, Http = new ApiOptions { Handler = hosts } });

        Assert.Equal(ids, await client.GetObjectsAsync(ids).Select(one => one.Value!.Id).ToListAsync());
    }

    [Fact]
    public async Task Without_bulk_requests_objects_are_asked_for_one_by_one()
    {
        foreach (var personality in new[] { DrsPersonality.Synapse, DrsPersonality.DrsFiler })
        {
            await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = personality });
            var ids = Enumerable.Range(0, 20).Select(n => scene.Add("x", new LocalDrsObject { Id = $"o{n}" })).ToList();

            Assert.Equal(ids, await scene.Client.GetObjectsAsync(ids).Select(one => one.Value!.Id).ToListAsync());
            Assert.Equal(20, scene.Drs.Journal.Count);
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Objects_of_a_bulk_request_that_is_closed_are_asked_for_one_by_one(int status)
    {
        using var hosts = new HostsFile();
        await using var drs = await LocalDrs.StartAsync();
        var ids = Enumerable.Range(0, 3).Select(n => drs.Add(new LocalDrsObject { Id = $"o{n}" }, "x"u8.ToArray())).ToList();
        hosts.Answer = uri => uri.AbsolutePath is "/ga4gh/drs/v1/objects" or "/ga4gh/drs/v1/objects/access" ? new HttpResponseMessage((HttpStatusCode)status) : null;
        var client = new DrsClient(new DrsClientOptions { Endpoint = drs.Url, Http = new ApiOptions { Handler = hosts } });

        Assert.Equal(ids, await client.GetObjectsAsync(ids).Select(one => one.Value!.Id).ToListAsync());
        Assert.Equal(3, await client.GetAccessUrlsAsync(ids.Select(id => new DrsAccessKey(id, "local"))).CountAsync(one => one.Value is not null));
    }

    [Fact]
    public async Task A_passport_goes_with_what_is_asked_for()
    {
        await using var scene = await DrsScene.StartAsync(
            new LocalDrsOptions { Passports = ["a.b.c"] },
            (options, drs) => options.Hosts[drs.Authority] = new DrsClientOptions { Passports = ["a.b.c"] });
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "x", RequiresPassport = true });

        Assert.Equal("ACGT", await scene.ReadAsync(id));
        var authorizations = await scene.Client.GetAuthorizationsAsync(id);
        Assert.Equal([DrsAuthorizationType.Passport], authorizations.SupportedTypes);
        Assert.NotEmpty(authorizations.PassportAuthIssuers);
        await Assert.ThrowsAsync<AccessDeniedException>(() => scene.Client.GetObjectAsync(id, passports: ["other"]));
        Assert.Equal(403, (await scene.Client.GetObjectsAsync([id], passports: ["other"]).SingleAsync()).ErrorCode);
    }

    [Fact]
    public async Task A_server_that_takes_no_passports_is_asked_without()
    {
        await using var scene = await DrsScene.StartAsync(
            new LocalDrsOptions { Personality = DrsPersonality.Synapse },
            (options, drs) => options.Hosts[drs.Authority] = new DrsClientOptions { Passports = ["a.b.c"] });

        Assert.Equal("ACGT", await scene.ReadAsync(scene.Add("ACGT")));
    }

    [Fact]
    public async Task A_server_without_a_route_for_passports_is_asked_without()
    {
        await using var drs = await LocalDrs.StartAsync();
        var id = drs.Add(new LocalDrsObject { Name = "x" }, "ACGT"u8.ToArray());
        using var hosts = new HostsFile { AnswerRequest = request => request.Method == HttpMethod.Post ? new HttpResponseMessage(HttpStatusCode.NotFound) : null };
        var client = new DrsClient(new DrsClientOptions { Endpoint = drs.Url, Passports = ["a.b.c"], Http = new ApiOptions { Handler = hosts } });

        Assert.Equal("x", (await client.GetObjectAsync(id)).Name);
        await Assert.ThrowsAsync<NotFoundException>(() => client.GetObjectAsync("nothing"));
    }

    [Fact]
    public async Task Empty_ids_are_refused_before_anything_is_sent()
    {
        using var hosts = new HostsFile();
        var client = Client(hosts);

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetObjectAsync(" "));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAccessUrlAsync("x", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetBulkObjectsAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetBulkAccessUrlsAsync([new DrsAccessKey("", "a")]));
        Assert.Empty(hosts.Seen);
    }

    [Fact]
    public async Task An_error_is_told_in_the_server_s_words()
    {
        await using var scene = await DrsScene.StartAsync();

        var error = await Assert.ThrowsAsync<NotFoundException>(() => scene.Client.GetObjectAsync("a/b"));

        Assert.Contains("a/b", error.Error.Reason, StringComparison.Ordinal);
        Assert.Contains("/objects/a%2Fb", error.Error.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_on_the_way_are_ridden_out()
    {
        await using var scene = await DrsScene.StartAsync();
        var id = scene.Add("ACGT");
        scene.Drs.Faults.Strike(FaultKind.DropReply, "GET /ga4gh/drs/v1/objects/*");
        scene.Drs.Faults.Strike(FaultKind.Throttle, "GET /ga4gh/drs/v1/objects/*/access/*", 2);
        scene.Drs.Faults.Strike(FaultKind.FailBefore, "POST /ga4gh/drs/v1/objects");

        Assert.Equal("ACGT", await scene.ReadAsync(id));
        Assert.Single((await scene.Client.GetBulkObjectsAsync([id])).Resolved);
    }

    [Fact]
    public async Task An_OPTIONS_that_the_web_framework_answers_asks_for_nothing()
    {
        using var hosts = new HostsFile { Answer = _ => new HttpResponseMessage(HttpStatusCode.OK) };

        Assert.Equal([DrsAuthorizationType.None], (await Client(hosts).GetAuthorizationsAsync("x")).SupportedTypes);
        Assert.Empty((await Client(hosts).GetBulkAuthorizationsAsync(["x"])).Resolved);
    }

    private static DrsClient Client(HostsFile hosts) =>
        new(new DrsClientOptions { Endpoint = new Uri("https://drs.example.org"), Http = new ApiOptions { Handler = hosts } });

    private static HostsFile Answering(string json) => new()
    {
        Answer = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") },
    };
}
