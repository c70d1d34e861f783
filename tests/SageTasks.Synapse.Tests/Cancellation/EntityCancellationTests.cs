using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Cancellation;

/// <summary>Annotations, provenance and submissions, cancelled at each request of the task and called again.</summary>
public sealed class EntityCancellationTests : CancellationScenes
{
    [Theory]
    [MemberData(nameof(Points))]
    public Task Merging_annotations_and_recording_provenance(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(StoreAsync),
        async (scene, handler, token) =>
        {
            var id = SynapseId.Parse(scene.Subject).WithoutVersion();
            var set = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq") };
            await new SynapseAnnotations(scene.Connect(handler)).MergeAsync(new AnnotationMerge { Id = id, Set = set }, token);
            await new SynapseProvenance(scene.Connect(handler)).RecordAsync(id, Note, token);
        },
        _ => { },
        async scene =>
        {
            var file = Assert.Single(await scene.ChildrenAsync());
            Assert.Equal(1, file.VersionNumber);
            Assert.Equal("rnaSeq", (await World.Client.GetAnnotationsAsync(SynapseId.Parse(file.Id))).Values["assay"].Values[0]);
            Assert.Equal("run 7", (await World.Client.GetGeneratedByAsync(SynapseId.Parse(file.Id)))!.Name);
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Setting_the_status_of_a_submission(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(SubmitAsync),
        (scene, handler, token) => new SynapseSubmissions(scene.Connect(handler)).SetStatusAsync(
            new SubmissionChange { SubmissionId = scene.Subject, Status = SubmissionState.Scored }, token),
        _ => { },
        async scene => Assert.Equal(SubmissionState.Scored, (await World.Client.GetSubmissionStatusAsync(scene.Subject)).Status));

    private async Task<Scene> SubmitAsync(Scene scene)
    {
        var stored = await StoreAsync(scene);
        var queue = await World.Client.CreateEvaluationAsync(new Evaluation { Name = scene.Name, ContentSource = World.Project.ToString() });
        var id = SynapseId.Parse(stored.Subject);
        var submission = await World.Client.CreateSubmissionAsync(
            new EvaluationSubmission { EvaluationId = queue.Id!, EntityId = id.WithoutVersion().ToString(), VersionNumber = 1 }, (await World.Client.GetEntityAsync(id)).Etag);
        return scene with { Subject = submission.Id! };
    }
}
