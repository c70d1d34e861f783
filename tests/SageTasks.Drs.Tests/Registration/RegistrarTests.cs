using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Registration;

/// <summary>One object has one id, whatever the server, whoever asks, and whatever happens to the reply.</summary>
public sealed class RegistrarTests
{
    private const string Indexd = "indexd";
    private const string Filer = "drs-filer";
    private const string StarterKit = "starter kit";
    private const string Proposal = "write proposal";

    public static TheoryData<string> Kinds => [Indexd, Filer, StarterKit, Proposal];

    public static TheoryData<string> ChoosingKinds => [Indexd, Filer, StarterKit];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_object_gets_one_id_however_often_it_is_registered(string kind)
    {
        await using var scene = await SceneAsync(kind);

        var first = await Registrar(kind, scene).RegisterAsync(Candidate());
        var second = await Registrar(kind, scene).RegisterAsync(Candidate());

        Assert.Equal((DrsRegistrationOutcome.Registered, DrsRegistrationOutcome.Found), (first.Outcome, second.Outcome));
        Assert.Equal((first.Id, first.Uri), (second.Id, second.Uri));
        Assert.Equal((DigestAlgorithm.Sha256, true), (second.VerifiedBy, second.IsSizeVerified));
        Assert.Single(scene.Drs.Journal.Entries);
        var found = await scene.Servers.GetObjectAsync(first.Uri);
        Assert.Equal((4L, "s3://bucket/reads.txt"), (found.Size, found.AccessMethods[0].AccessUrl!.Url));
        Assert.Contains(Digest.Of("ACGT"u8, DigestAlgorithm.Sha256), found.Digests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lost_reply_makes_no_second_id(string kind)
    {
        foreach (var fault in new[] { FaultKind.DropReply, FaultKind.FailAfter, FaultKind.DropRequest, FaultKind.FailBefore, FaultKind.CutBody })
        {
            await using var scene = await SceneAsync(kind);
            scene.Drs.Faults.Strike(fault, $"{(kind == Filer ? "PUT" : "POST")} /**");

            var error = await Record.ExceptionAsync(() => Registrar(kind, scene).RegisterAsync(Candidate()));
            var registered = await Registrar(kind, scene).RegisterAsync(Candidate());

            // A server that makes the ids itself can't be asked twice: what never arrived stays in doubt until the next call.
            Assert.True(error is null || (kind == Proposal && error is SubmissionUnknownException), $"{fault}: {error}");
            Assert.Equal(registered.Id, Assert.Single(scene.Drs.Journal.OfKind("object.registered")).Id);
        }
    }

    [Theory]
    [MemberData(nameof(ChoosingKinds))]
    public async Task A_request_that_a_proxy_delivers_twice_makes_no_second_id(string kind)
    {
        await using var scene = await SceneAsync(kind);
        scene.Drs.Faults.Strike(FaultKind.DeliverTwice, $"{(kind == Filer ? "PUT" : "POST")} /**");

        var registered = await Registrar(kind, scene).RegisterAsync(Candidate());

        Assert.Equal(registered.Id, Assert.Single(scene.Drs.Journal.OfKind("object.registered")).Id);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_at_once_come_to_one_id(string kind)
    {
        await using var scene = await SceneAsync(kind);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Registrar(kind, scene).RegisterAsync(Candidate())));

        Assert.Single(all.Select(one => one.Id).Distinct());
        Assert.Single(scene.Drs.Journal.OfKind("object.registered"));
    }

    [Theory]
    [MemberData(nameof(ChoosingKinds))]
    public async Task A_different_object_under_the_id_is_a_conflict_with_the_difference(string kind)
    {
        await using var scene = await SceneAsync(kind);
        var id = kind == Indexd ? "dg.LOCAL/11111111-1111-4111-8111-111111111111" : "chosen";
        await Registrar(kind, scene).RegisterAsync(Candidate() with { Id = id });

        var error = await Assert.ThrowsAsync<DrsConflictException>(() => Registrar(kind, scene).RegisterAsync(Candidate("other bytes", "s3://bucket/other") with { Id = id }));

        Assert.Equal(id, error.Id);
        Assert.Contains(error.Differences, line => line.StartsWith("size: 4", StringComparison.Ordinal));
        Assert.Contains(error.Differences, line => line.StartsWith("sha-256:", StringComparison.Ordinal));
        Assert.Contains(error.Differences, line => line.Contains("s3://bucket/other", StringComparison.Ordinal));
        Assert.Single(scene.Drs.Journal.Entries);
    }

    [Theory]
    [MemberData(nameof(ChoosingKinds))]
    public async Task A_scope_keeps_equal_bytes_apart(string kind)
    {
        await using var scene = await SceneAsync(kind);

        var one = await Registrar(kind, scene).RegisterAsync(Candidate() with { Scope = "one" });
        var two = await Registrar(kind, scene).RegisterAsync(Candidate() with { Scope = "two" });
        var again = await Registrar(kind, scene).RegisterAsync(Candidate() with { Scope = "one" });

        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal((one.Id, DrsRegistrationOutcome.Found), (again.Id, again.Outcome));
    }

    [Fact]
    public async Task What_others_have_registered_is_found_by_checksum_and_size()
    {
        await using var scene = await SceneAsync(Indexd);
        var others = Candidate() with { Id = "dg.LOCAL/22222222-2222-4222-8222-222222222222", Digests = [Digest.Of("ACGT"u8, DigestAlgorithm.Md5)] };
        await Registrar(Indexd, scene).RegisterAsync(others);

        var found = await Registrar(Indexd, scene).RegisterAsync(Candidate());
        var elsewhere = await Registrar(Indexd, scene).RegisterAsync(Candidate(url: "s3://bucket/copy"));

        Assert.Equal((others.Id, DrsRegistrationOutcome.Found), (found.Id, found.Outcome));
        Assert.Equal(DrsRegistrationOutcome.Registered, elsewhere.Outcome);
    }

    [Fact]
    public async Task More_records_of_one_checksum_than_a_page_holds_are_all_looked_at()
    {
        await using var scene = await SceneAsync(Indexd);
        for (var n = 0; n < 130; n++)
        {
            await PostAsync(scene, $"s3://bucket/{n}", $"dg.LOCAL/{n:00000000}-0000-4000-8000-000000000000");
        }

        var found = await Registrar(Indexd, scene).RegisterAsync(Candidate(url: "s3://bucket/129"));

        Assert.Equal(("dg.LOCAL/00000129-0000-4000-8000-000000000000", DrsRegistrationOutcome.Found), (found.Id, found.Outcome));
    }

    [Fact]
    public async Task A_list_without_rows_is_caught_by_the_id()
    {
        await using var scene = await SceneAsync(Indexd);
        var first = await Registrar(Indexd, scene).RegisterAsync(Candidate());
        scene.Drs.Faults.Strike(FaultKind.EmptyList, "GET /index", 10);

        var second = await Registrar(Indexd, scene).RegisterAsync(Candidate());

        Assert.Equal((first.Id, DrsRegistrationOutcome.Found), (second.Id, second.Outcome));
        Assert.Single(scene.Drs.Journal.Entries);
    }

    [Fact]
    public async Task Indexd_is_told_who_may_read_and_records_of_others_rights_are_not_taken_over()
    {
        await using var scene = await SceneAsync(Indexd);
        await Registrar(Indexd, scene).RegisterAsync(Candidate());

        var error = await Assert.ThrowsAsync<DrsConflictException>(() => Registrar(Indexd, scene, new IndexdOptions { Prefix = "dg.LOCAL", Authz = ["/open"] }).RegisterAsync(Candidate()));

        Assert.Contains(error.Differences, line => line.StartsWith("authz:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_with_password_or_a_token_is_who_registers()
    {
        await using var scene = await SceneAsync(Indexd, requiresToken: true);
        var basic = new DrsClientOptions { Endpoint = scene.Drs.Url, User = "admin", Password = scene.Drs.Token };

        Assert.Equal(DrsRegistrationOutcome.Registered, (await new IndexdRegistrar(basic).RegisterAsync(Candidate())).Outcome);
        await Assert.ThrowsAsync<AccessDeniedException>(() => new IndexdRegistrar(new DrsClientOptions { Endpoint = scene.Drs.Url }).RegisterAsync(Candidate()));
    }

    [Fact]
    public async Task A_server_that_says_nothing_of_writing_is_not_written_to()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { AllowsRegistration = false });

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => Registrar(Proposal, scene).RegisterAsync(Candidate()));

        Assert.Contains("objectRegistrationSupported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_cannot_keep_is_refused_before_anything_is_sent()
    {
        await using var scene = await SceneAsync(Indexd);
        scene.Drs.Faults.Strike(FaultKind.FailBefore, "* /**", 100);
        var crc = Candidate() with { Digests = [Digest.Of("ACGT"u8, DigestAlgorithm.Crc32C)] };
        (string Kind, DrsCandidate Candidate, string Word)[] bad =
        [
            (Indexd, Candidate() with { Size = -1 }, "Size"),
            (Indexd, Candidate() with { Digests = [] }, "Digests"),
            (Indexd, Candidate() with { Urls = [] }, "Urls"),
            (Indexd, Candidate() with { Id = " " }, "Id"),
            (Indexd, Candidate(url: "reads.txt"), "reads.txt"),
            (Indexd, Candidate(url: "az://container/reads.txt"), "az://"),
            (Indexd, Candidate(url: "https://b.org/x?X-Amz-Signature=abc"), "signed"),
            (Indexd, crc, "SHA-256"),
            (Filer, crc, "choose an id"),
            (StarterKit, Candidate(url: "https://b.org/x"), "https://b.org/x"),
            (Proposal, Candidate() with { Id = "x" }, "makes the id"),
        ];

        foreach (var (kind, candidate, word) in bad)
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => Registrar(kind, scene).RegisterAsync(candidate));
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(scene.Drs.Faults.Injected);
    }

    [Fact]
    public void Ids_follow_from_content_and_scope_for_ever()
    {
        var sha = Digest.Of("ACGT"u8, DigestAlgorithm.Sha256);
        var md5 = Digest.Of("ACGT"u8, DigestAlgorithm.Md5);

        Assert.Equal("5c108ea9-8f27-52c3-b90e-d0b56ae2cf2a", DrsIds.Namespace.ToString());
        Assert.Equal("49a556da-3bbe-54d5-b52f-2f1806cda0b9", DrsIds.Compute([md5, sha]).ToString());
        Assert.Equal("7652a134-8379-5daa-aacd-947f2b6504ff", DrsIds.Compute([sha], "my-project").ToString());
        Assert.Equal("371f0264-5bfc-58c5-b093-86797792ae32", DrsIds.Compute([md5]).ToString());
        Assert.Equal("67f69086-cf51-53c6-9212-59caa6b4ca94", DrsIds.Compute([sha], "my-project", Guid.Parse("468a0e14-baa7-3c83-8e2a-8747811465da")).ToString());
        Assert.Throws<ArgumentException>(() => DrsIds.Compute([]));
    }

    [Fact]
    public async Task Many_at_once_come_to_one_id_where_the_server_finds_it_late()
    {
        await using var scene = await SceneAsync(Proposal);
        var time = new ContractSuites.SkippingTime();
        var registrars = Enumerable.Range(0, 8).Select(_ => Hiding(scene, "/objects/checksum/", _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound), time));

        var all = await Task.WhenAll(registrars.Select(registrar => registrar.RegisterAsync(Candidate())));

        Assert.Single(all.Select(one => one.Id).Distinct());
        Assert.Equal(1, all.Count(one => one.Outcome == DrsRegistrationOutcome.Registered));
        Assert.Single(scene.Drs.Journal.OfKind("object.registered"));
        scene.Drs.Remove(all[0].Id);
        Assert.Equal(DrsRegistrationOutcome.Registered, (await Registrar(Proposal, scene).RegisterAsync(Candidate())).Outcome);
    }

    [Theory]
    [InlineData("""{"id":"ID","size":4,"checksums":[{"type":"sha-256","checksum":"SHA"}],"access_methods":[{"type":"s3","access_id":"a"}]}""")]
    [InlineData("""{"id":"ID","size":4,"checksums":[]}""")]
    public async Task Where_a_server_shows_no_addresses_the_same_bytes_are_the_same_object(string shown)
    {
        await using var scene = await SceneAsync(Proposal);
        var registered = await Registrar(Proposal, scene).RegisterAsync(Candidate());
        var json = shown.Replace("ID", registered.Id, StringComparison.Ordinal).Replace("SHA", Candidate().Digests[0].Value, StringComparison.Ordinal);
        var registrar = Hiding(scene, "/objects/checksum/", _ => Json($$"""{"resolved_drs_object":[{{json}}]}"""));

        var again = await registrar.RegisterAsync(Candidate());

        Assert.Equal((registered.Id, DrsRegistrationOutcome.Found), (again.Id, again.Outcome));
        Assert.Single(scene.Drs.Journal.OfKind("object.registered"));
    }

    [Theory]
    [InlineData("""{"objects":[{"self_uri":"drs://drs.example.org/told"}]}""", "told")]
    [InlineData("""{"objects":[{"id":"told"}]}""", "told")]
    [InlineData("""{"objects":[{"name":"reads.txt"}]}""", null)]
    [InlineData("""{"objects":[]}""", null)]
    public async Task An_answer_without_an_id_is_read_by_its_URI_or_tells_what_is_known(string answer, string? id)
    {
        await using var scene = await SceneAsync(Proposal);
        var posted = 0;
        var registrar = Hiding(scene, "/objects/", uri =>
        {
            var isRegistration = uri.AbsolutePath.EndsWith("/register", StringComparison.Ordinal);
            posted += isRegistration ? 1 : 0;
            return isRegistration ? Json(answer) : new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);
        });

        if (id is not null)
        {
            Assert.Equal(id, (await registrar.RegisterAsync(Candidate())).Id);
        }
        else
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => registrar.RegisterAsync(Candidate()));
            Assert.All(["\"reads.txt\"", "4 bytes", Candidate().Digests[0].Value, "neither its id nor its URI"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        }

        Assert.Equal(1, posted);
    }

    [Fact]
    public async Task Of_two_that_were_registered_at_the_same_moment_all_take_the_first()
    {
        await using var scene = await SceneAsync(Proposal);
        var twin = $$"""{"id":"-first","size":4,"checksums":[{"type":"sha-256","checksum":"{{Candidate().Digests[0].Value}}"}],"access_methods":[{"type":"s3","access_url":{"url":"s3://bucket/reads.txt"} } ] }""";
        var registrar = Hiding(scene, "/objects/checksum/", _ => scene.Drs.Journal.Count == 0
            ? new HttpResponseMessage(System.Net.HttpStatusCode.NotFound)
            : Json($$"""{"resolved_drs_object":[{{twin}}]}"""));

        var registered = await registrar.RegisterAsync(Candidate());

        Assert.Equal(("-first", DrsRegistrationOutcome.Found), (registered.Id, registered.Outcome));
    }

    [Fact]
    public void A_server_on_a_port_needs_the_host_of_its_URIs()
    {
        var far = new DrsClientOptions { Endpoint = new Uri("https://drs.example.org:8443") };
        Func<string?, IDrsRegistrar>[] kinds =
        [
            host => new IndexdRegistrar(far, new IndexdOptions { Host = host }),
            host => new DrsFilerRegistrar(far, host),
            host => new StarterKitRegistrar(far, host),
            host => new WriteProposalRegistrar(far, host),
        ];

        foreach (var make in kinds)
        {
            Assert.Contains("has a port", Assert.Throws<ArgumentException>(() => make(null)).Message, StringComparison.Ordinal);
            Assert.Contains("has a port", Assert.Throws<ArgumentException>(() => make("drs.example.org:4500")).Message, StringComparison.Ordinal);
            Assert.NotNull(make("drs.example.org"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task URIs_name_the_host_that_was_given(string kind)
    {
        await using var scene = await SceneAsync(kind);
        var server = new DrsClientOptions { Endpoint = scene.Drs.Url };
        const string Host = "drs.example.org";
        IDrsRegistrar registrar = kind switch
        {
            Indexd => new IndexdRegistrar(server, new IndexdOptions { Host = Host }),
            Filer => new DrsFilerRegistrar(server, Host),
            StarterKit => new StarterKitRegistrar(server, Host),
            _ => new WriteProposalRegistrar(server, Host),
        };

        Assert.StartsWith("drs://drs.example.org/", (await registrar.RegisterAsync(Candidate())).Uri, StringComparison.Ordinal);
    }

    private static WriteProposalRegistrar Hiding(DrsScene scene, string part, Func<Uri, HttpResponseMessage> answer, ContractSuites.SkippingTime? time = null)
    {
        time ??= new ContractSuites.SkippingTime();
        var hosts = new HostsFile { Clock = time, Answer = uri => uri.AbsolutePath.Contains(part, StringComparison.Ordinal) ? answer(uri) : null };
        return new WriteProposalRegistrar(new DrsClientOptions { Endpoint = scene.Drs.Url, Http = new ApiOptions { Handler = hosts } }, timeProvider: time);
    }

    private static HttpResponseMessage Json(string json) => new() { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };

    private static Task<DrsScene> SceneAsync(string kind, bool requiresToken = false) => DrsScene.StartAsync(new LocalDrsOptions
    {
        RequiresToken = requiresToken,
        Personality = kind switch { Indexd => DrsPersonality.Indexd, Filer => DrsPersonality.DrsFiler, StarterKit => DrsPersonality.StarterKit, _ => DrsPersonality.Standard },
    });

    private static IDrsRegistrar Registrar(string kind, DrsScene scene, IndexdOptions? indexd = null)
    {
        var server = new DrsClientOptions { Endpoint = scene.Drs.Url };
        if (kind == Proposal)
        {
            var time = new ContractSuites.SkippingTime();
            server.Http = new ApiOptions { Handler = new HostsFile { Clock = time } };
            return new WriteProposalRegistrar(server, timeProvider: time);
        }

        return kind switch
        {
            Indexd => new IndexdRegistrar(server, indexd ?? new IndexdOptions { Prefix = "dg.LOCAL" }),
            Filer => new DrsFilerRegistrar(server),
            _ => new StarterKitRegistrar(server),
        };
    }

    private static DrsCandidate Candidate(string text = "ACGT", string url = "s3://bucket/reads.txt")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new DrsCandidate
        {
            Name = "reads.txt",
            Size = bytes.Length,
            Digests = [Digest.Of(bytes, DigestAlgorithm.Sha256), Digest.Of(bytes, DigestAlgorithm.Md5)],
            Urls = [url],
            MimeType = "text/plain",
            Description = "reads",
        };
    }

    private static async Task PostAsync(DrsScene scene, string url, string did)
    {
        using var http = new HttpClient { BaseAddress = scene.Drs.Url };
        var sha = Digest.Of("ACGT"u8, DigestAlgorithm.Sha256).Value;
        using var content = new StringContent($$"""{"did":"{{did}}","form":"object","size":4,"hashes":{"sha256":"{{sha}}"},"urls":["{{url}}"]}""");
        (await http.PostAsync(new Uri("index/", UriKind.Relative), content)).EnsureSuccessStatusCode().Dispose();
    }
}
