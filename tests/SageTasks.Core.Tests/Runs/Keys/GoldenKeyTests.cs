using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Runs;
using SageTasks.Tests.Runs.Guard;

namespace SageTasks.Tests.Runs.Keys;

/// <summary>Keys that must never change: a changed form would relaunch everyone's work. If a test here fails, the form needs a new version.</summary>
public class GoldenKeyTests
{
    private static readonly SubmissionForms Forms = new(ReadOnlyMemory<byte>.Empty);

    public static TheoryData<string, string, string> Vectors => new()
    {
        {
            """{"Request":{"Revision":"1.0","Parameters":{}}}""",
            """{"form":"sagetasks/1","request":{"parameters":{},"pipeline":"https://example.org/pipeline","profiles":[],"revision":"1.0"},"service":"memory:test"}""",
            "efckz2r53ucaosrezxqh6korlo"
        },
        {
            """{"Request":{"Revision":"3.14.0","Parameters":{"input":"s3://b/sheet.csv","depth":30.0,"skip":null,"nested":{"keep":null,"n":[1,2.50,1e3]}},"Profiles":["docker","test"]}}""",
            """{"form":"sagetasks/1","request":{"parameters":{"depth":30,"input":"s3://b/sheet.csv","nested":{"keep":null,"n":[1,2.5,1000]}},"pipeline":"https://example.org/pipeline","profiles":["docker","test"],"revision":"3.14.0"},"service":"memory:test"}""",
            "t5mkpn7brlrwtyu632lltb3wqs"
        },
        {
            """{"Request":{"Revision":"1.0","Parameters":{"input":"s3://b/a.csv","outdir":"x","token":"secret"}},"Inputs":{"/input":{"Kind":"sha256","Value":"aa"},"reads":{"Kind":"version","Value":"syn1.2"}},"Scope":"2026-11-22","KeyOptions":{"Ignored":["/outdir"],"Secrets":["/token"]}}""",
            """{"form":"sagetasks/1","inputs":{"reads":"version:syn1.2"},"request":{"parameters":{"input":{"$content":"sha256:aa"},"token":{"$secret":"etvgwk5dvc7pdb77ywjc5fcoux"}},"pipeline":"https://example.org/pipeline","profiles":[],"revision":"1.0"},"scope":"2026-11-22","service":"memory:test"}""",
            "iqcllbhhkvdcyexdy6a6px7cl3"
        },
        {
            """{"Request":{"Revision":"1.0","Parameters":{"a":1}},"OwnKey":"study-7"}""",
            """{"form":"sagetasks/1","key":"study-7","service":"memory:test"}""",
            "ityigq7h4tv4yf5t7y4cwumxdk"
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task The_form_and_the_key_are_what_they_were(string plan, string form, string key)
    {
        var built = await BuildAsync(JsonSerializer.Deserialize<RunPlan<MemoryRequest>>(plan)!);

        Assert.Equal(form, built.Text);
        Assert.Equal(key, built.Key.Value);
    }

    [Fact]
    public async Task The_form_prints_as_lines_that_a_diff_tool_compares()
    {
        var built = await BuildAsync(new RunPlan<MemoryRequest> { Request = new MemoryRequest { Revision = "1", Parameters = new JsonObject { ["a/b"] = 1 } } });

        Assert.Contains("/request/parameters/a~1b = 1", built.ToLines());
        Assert.Contains("/form = \"sagetasks/1\"", built.ToLines());
    }

    [Theory]
    [InlineData("outdir")]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_pointer_that_is_none_is_refused_with_the_way_to_write_it(string pointer)
    {
        var plan = new RunPlan<MemoryRequest>
        {
            Request = new MemoryRequest { Revision = "1", Parameters = [] },
            KeyOptions = KeyOptions.Default.Ignore(pointer),
        };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => BuildAsync(plan));

        Assert.Contains("/name", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_optional_field_that_the_platform_does_not_have_is_refused()
    {
        var plan = new RunPlan<MemoryRequest>
        {
            Request = new MemoryRequest { Revision = "1", Parameters = [] },
            KeyOptions = KeyOptions.Default.Include("moonPhase"),
        };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => BuildAsync(plan));

        Assert.Contains("moonPhase", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_key_changes_the_hash_of_a_secret_and_nothing_else_reveals_it()
    {
        var plan = new RunPlan<MemoryRequest>
        {
            Request = new MemoryRequest { Revision = "1", Parameters = new JsonObject { ["token"] = "1234" } },
            KeyOptions = KeyOptions.Default.Secret("/token"),
        };

        var open = await BuildAsync(plan);
        var keyed = await BuildAsync(plan, new SubmissionForms("team"u8.ToArray()));

        Assert.NotEqual(open.Key, keyed.Key);
        Assert.DoesNotContain("1234", keyed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tokens")]
    [InlineData("/list/1")]
    [InlineData("/list/0/token")]
    public async Task A_secret_that_is_not_there_is_refused_since_a_slip_would_show_it(string pointer)
    {
        var plan = new RunPlan<MemoryRequest>
        {
            Request = new MemoryRequest { Revision = "1", Parameters = new JsonObject { ["token"] = "1234", ["list"] = new JsonArray("a") } },
            KeyOptions = KeyOptions.Default.Secret("/token", "/list/0", pointer),
        };

        Assert.Contains($"'{pointer}'", (await Assert.ThrowsAsync<ArgumentException>(() => BuildAsync(plan))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_holds_no_text_whose_name_means_a_secret_and_the_key_is_that_of_all()
    {
        var parameters = JsonNode.Parse("""
            { "env": { "DB_PASSWORD": "it is a secret, a long one", "MODE": "fast" }, "apiKey": "k1", "gene_signature": "s3://b/genes.txt", "max_tokens": 7,
              "call": "curl --token=abcdefgh https://ann:hunter22@example.org/x?sig=abc", "userSecrets": [ "NAME" ], "marked": "x" }
            """)!.AsObject();
        var plan = new RunPlan<MemoryRequest> { Request = new MemoryRequest { Revision = "1", Parameters = parameters }, KeyOptions = KeyOptions.Default.Secret("/marked") };

        var form = await BuildAsync(plan);
        var shown = form.WithoutSecrets();

        Assert.Equal((form.Key, shown.Text), (shown.Key, shown.WithoutSecrets().Text));
        Assert.Equal(shown.ToLines(), form.ToLines());
        Assert.Contains("it is a secret, a long one", form.Text, StringComparison.Ordinal);
        foreach (var text in new[] { shown.Text, form.ToString(), string.Join('\n', form.ToLines()) })
        {
            Assert.DoesNotMatch("long one|k1|abcdefgh|hunter22|sig=abc", text);
            Assert.Matches("fast[^~]*s3://b/genes.txt[^~]*7[^~]*NAME", text);
        }

        Assert.Contains("/request/parameters/env/DB_PASSWORD = \"***\"", form.ToLines());
        Assert.Contains(form.ToLines(), line => line.StartsWith("/request/parameters/marked/$secret = ", StringComparison.Ordinal) && !line.Contains("***", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"db_password":12345678}""", """{"db_password":"***"}""")]
    [InlineData("""{"passwords":["a",["b"]]}""", """{"passwords":["***",["***"]]}""")]
    [InlineData("""{"credentials":{"pass":"p","since":null,"user":"u","strict":true}}""", """{"credentials":{"pass":"***","since":null,"strict":"***","user":"***"}}""")]
    [InlineData("""{"max_tokens":7,"tokens":[7],"userSecrets":["NAME"]}""", """{"max_tokens":7,"tokens":["***"],"userSecrets":["NAME"]}""")]
    [InlineData("""{"password":{"$secret":"abc"}}""", """{"password":{"$secret":"abc"}}""")]
    public void What_stands_below_a_name_that_means_a_secret_is_no_more_shown_than_a_text(string given, string shown)
    {
        var node = CanonicalJson.Parse(given);
        var values = node!.AsObject().Select(property => (property.Key, ShownValues.Text($"/request/{property.Key}", property.Value))).ToList();

        ShownValues.Redact(node);

        Assert.Equal(shown, CanonicalJson.Write(node));
        Assert.All(values, value => Assert.Equal(CanonicalJson.Write(node[value.Key]), value.Item2));
    }

    [Fact]
    public void A_difference_below_a_secret_name_is_told_without_it()
    {
        var asked = JsonNode.Parse("""{ "credentials": { "user": "ann", "ports": [ 1 ] } }""")!.AsObject();
        var stored = JsonNode.Parse("""{ "credentials": { "user": "bob", "ports": [ 2 ] } }""")!.AsObject();

        var told = RequestComparison.Differences(asked, stored, defaults: null).Select(difference => difference.ToString());

        Assert.Equal(["/credentials/ports/0: asked \"***\", stored \"***\"", "/credentials/user: asked \"***\", stored \"***\""], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_difference_in_a_secret_is_told_without_it()
    {
        var asked = JsonNode.Parse("""{ "env": { "PASSWORD": "one", "MODE": "a" }, "token": "mine" }""")!.AsObject();
        var stored = JsonNode.Parse("""{ "env": { "PASSWORD": "two", "MODE": "b", "SECRET": "more" } }""")!.AsObject();

        var told = RequestComparison.Differences(asked, stored, defaults: null).Select(difference => difference.ToString());

        Assert.Equal(
            ["/env/MODE: asked \"a\", stored \"b\"", "/env/PASSWORD: asked \"***\", stored \"***\"", "/env/SECRET: asked (nothing), stored \"***\"", "/token: asked \"***\", stored (nothing)"],
            told.Order(StringComparer.Ordinal));
    }

    private static async Task<SubmissionForm> BuildAsync(RunPlan<MemoryRequest> plan, SubmissionForms? forms = null)
    {
        var platform = new MemoryServer().Connect();
        var prepared = await platform.PrepareAsync(plan.Request);
        return (forms ?? Forms).Build(plan, prepared, platform.Canonicalize(prepared));
    }
}
