using System.Text.Json.Nodes;

namespace SageTasks.Cavatica.Tests.Inputs;

public sealed class AppInputsTests
{
    private static readonly JsonObject Cwl = JsonNode.Parse("""
        {"class":"Workflow","cwlVersion":"v1.2","inputs":[
          {"id":"#reads","type":"File"},
          {"id":"main/pairs","type":{"type":"array","items":"File"}},
          {"id":"ref","type":["null","Directory"]},
          {"id":"threads","type":"int","default":4},
          {"id":"mode","type":{"type":"enum","symbols":["#mode/fast","#mode/exact"]}},
          {"id":"names","type":"string[]?"},
          {"id":"pair","type":["null",{"type":"record","name":"p","fields":[{"name":"a","type":"File"},{"name":"b","type":"float"}]}]}
        ],"outputs":[]}
        """)!.AsObject();

    private static TaskInputs Right => new TaskInputs().AddFile("reads", "f1").AddFiles("pairs", ["f1", "f2"]).Add("mode", "fast");

    [Fact]
    public void Inputs_of_every_type_fit()
    {
        var inputs = Right.AddDirectory("ref", "d1").Add("threads", 8).Add("names", new JsonArray("a", "b"))
            .Add("pair", new JsonObject { ["a"] = TaskInputs.File("f1"), ["b"] = 1.5 });

        Assert.Empty(AppInputs.Of(Cwl).Check(inputs.ToJson()));
    }

    [Theory]
    [InlineData("""{"reads":"f1"}""", "reads: File is wanted, but it is a text")]
    [InlineData("""{"reads":{"class":"File"}}""", "reads: File is wanted, but it is a File without a path")]
    [InlineData("""{"reads":{"class":"Directory","path":"d"}}""", "reads: File is wanted, but it is a Directory")]
    [InlineData("""{"reads":null}""", "reads: File is required and was not given")]
    [InlineData("""{"pairs":{"class":"File","path":"f"}}""", "pairs: File[] is wanted, but it is a File")]
    [InlineData("""{"threads":1.5}""", "threads: int is wanted, but it is a number")]
    [InlineData("""{"mode":"slow"}""", "mode: one of fast, exact is wanted, but it is a text")]
    [InlineData("""{"names":["a",1]}""", "names: string[]? is wanted, but it is a list of a text")]
    [InlineData("""{"pair":{"a":1,"b":2}}""", "pair: record? is wanted, but it is a record")]
    [InlineData("""{"raeds":1}""", "raeds: the app has no such input. It has: mode, names, pair, pairs, reads, ref, threads")]
    public void What_does_not_fit_is_named(string wrong, string expected)
    {
        var inputs = Right.ToJson();
        foreach (var (name, value) in JsonNode.Parse(wrong)!.AsObject())
        {
            inputs[name] = value?.DeepClone();
        }

        Assert.Equal([expected], AppInputs.Of(Cwl).Check(inputs));
    }

    [Fact]
    public void The_input_of_a_batch_holds_a_list_of_what_one_task_takes()
    {
        var inputs = new TaskInputs().AddFiles("reads", ["f1", "f2"]).AddFiles("pairs", ["f1"]).Add("mode", "exact").ToJson();

        Assert.Empty(AppInputs.Of(Cwl).Check(inputs, "reads"));
        Assert.NotEmpty(AppInputs.Of(Cwl).Check(inputs));
        Assert.Contains("no input 'other'", AppInputs.Of(Cwl).Check(inputs, "other")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_document_is_read_by_its_main_process()
    {
        var packed = JsonNode.Parse("""{"$graph":[{"class":"CommandLineTool","id":"#tool","inputs":{"x":"int"}},{"class":"Workflow","id":"#main","inputs":{"y":"string","z":{"type":"File?"}}}]}""")!;

        Assert.Equal(["y:string:True", "z:File?:False"], AppInputs.Of(packed.AsObject()).Inputs.Select(input => $"{input.Id}:{input.Type}:{input.IsRequired}"));
    }

    [Fact]
    public void An_input_is_given_once() => Assert.Throws<ArgumentException>(() => Right.Add("reads", "again"));
}
