using System.Text.Json.Serialization;

namespace SageTasks.Tower.Tests.Parameters;

public sealed partial class LaunchParametersTests
{
    [Fact]
    public void A_typed_object_becomes_parameters_without_its_nulls()
    {
        var parameters = LaunchParameters.From(new RnaSeq("sheet.csv", null, new Trim(5, null), true), Json.Default.RnaSeq);

        Assert.Equal("""{"input":"sheet.csv","trim":{"length":5},"skip_qc":true}""", LaunchParameters.ToText(parameters));
    }

    [Fact]
    public void Yaml_becomes_the_json_that_it_says()
    {
        var parameters = LaunchParameters.FromYaml("""
            # a comment
            input: s3://bucket/sheet.csv
            depth: 30
            big: 9007199254740993
            fraction: .5
            exponent: 1e-3
            flag: true
            nothing: ~
            quoted: "yes"
            version: '1.10'
            time: 12:30
            list: [a, 2, {b: c}]
            text: |
              two
              lines
            again: &x {k: 1}
            copy: *x
            hex: 0x1F
            """);

        Assert.Equal(
            """{"input":"s3://bucket/sheet.csv","depth":30,"big":9007199254740993,"fraction":0.5,"exponent":1e-3,"flag":true,"nothing":null,"quoted":"yes","version":"1.10","time":"12:30","list":["a",2,{"b":"c"}],"text":"two\nlines\n","again":{"k":1},"copy":{"k":1},"hex":31}""",
            parameters.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: yes", "true or false")]
    [InlineData("a: Off", "true or false")]
    [InlineData("a: 010", "octal")]
    [InlineData("a: 00.5", "octal")]
    [InlineData("a: .nan", "JSON cannot say")]
    [InlineData("a: 1\na: 2", "twice")]
    [InlineData("a: *x", "before it is defined")]
    [InlineData("<<: {a: 1}", "merge")]
    [InlineData("a: !!binary aGk=", "tag")]
    [InlineData("? [a]\n: 1", "plain text")]
    [InlineData("a: 1\n---\nb: 2", "more than one document")]
    [InlineData("- a", "something else")]
    [InlineData("a: [", "cannot be read")]
    public void Yaml_that_readers_understand_differently_is_refused(string yaml, string reason)
    {
        var wrong = Assert.Throws<FormatException>(() => LaunchParameters.FromYaml(yaml));

        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_is_defused()
    {
        var lines = Enumerable.Range(1, 30).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 9))}]");

        Assert.Throws<FormatException>(() => LaunchParameters.FromYaml($"a0: &a0 [x]\n{string.Join('\n', lines)}"));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("[1]")]
    [InlineData("""{"a":"\ud800"}""")]
    public void Json_without_one_meaning_is_refused(string json) => Assert.Throws<FormatException>(() => LaunchParameters.FromJson(json));

    [Fact]
    public void Text_is_read_as_what_it_is()
    {
        Assert.Equal("""{"a":1.0}""", LaunchParameters.FromText(""" {"a":1.0} """).ToJsonString());
        Assert.Equal("""{"a":"b"}""", LaunchParameters.FromText("{a: b}").ToJsonString());
        Assert.Equal("""{"a":"b"}""", LaunchParameters.FromText("a: b").ToJsonString());
    }

    [Fact]
    public void Numbers_and_letters_are_sent_as_they_were_written() =>
        Assert.Equal("""{"x":1.50,"name":"Zoë <&>"}""", LaunchParameters.ToText(LaunchParameters.FromJson("""{"x":1.50,"gone":null,"name":"Zoë <&>"}""")));

    private sealed record RnaSeq(string Input, string? Outdir, Trim Trim, [property: JsonPropertyName("skip_qc")] bool SkipQc);

    private sealed record Trim(int Length, string? Adapter);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(RnaSeq))]
    private sealed partial class Json : JsonSerializerContext;
}
