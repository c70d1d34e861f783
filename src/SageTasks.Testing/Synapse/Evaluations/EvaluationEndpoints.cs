namespace SageTasks.Testing.Synapse;

/// <summary>Evaluation queues and the submissions to them.</summary>
internal static class EvaluationEndpoints
{
    public static void Map(Api api, EvaluationBook evaluations, SubmissionBook submissions, FileReading reading)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/evaluation", json.Evaluation, json.Evaluation, (call, e) => evaluations.Create(call.Caller, e), 201);
        api.Map("GET /repo/v1/evaluation", json.PageEvaluation, call => evaluations.Of(call.Caller, null, call.Offset, call.Limit));
        api.Map("GET /repo/v1/entity/{id}/evaluation", json.PageEvaluation, call => evaluations.Of(call.Caller, call["id"], call.Offset, call.Limit));
        api.Map("GET /repo/v1/evaluation/{evalId}", json.Evaluation, call => evaluations.Get(call.Caller, call["evalId"]));
        api.Map("GET /repo/v1/evaluation/name/{name}", json.Evaluation, call => evaluations.Named(call.Caller, call["name"]));
        api.Map("PUT /repo/v1/evaluation/{evalId}", json.Evaluation, json.Evaluation, (call, e) => evaluations.Update(call.Caller, call["evalId"], e));
        api.Map("DELETE /repo/v1/evaluation/{evalId}", call => evaluations.Delete(call.Caller, call["evalId"]), 204);
        api.MapUrl("GET /repo/v1/evaluation/submission/{subId}/file/{fileHandleId}", call => reading.Url(call.Caller, new FileHandleAssociation
        {
            FileHandleId = call["fileHandleId"],
            AssociateObjectId = call["subId"],
            AssociateObjectType = "SubmissionAttachment",
        }, call.Origin));
        MapSubmissions(api, submissions);
        MapLists(api, submissions);
    }

    private static void MapSubmissions(Api api, SubmissionBook submissions)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/evaluation/submission", json.Submission, json.Submission,
            (call, submission) => submissions.Submit(call.Caller, submission, call.Query("etag")), 201);
        api.Map("GET /repo/v1/evaluation/submission/{subId}", json.Submission, call => submissions.Get(call.Caller, call["subId"]));
        api.Map("GET /repo/v1/evaluation/submission/{subId}/status", json.SubmissionStatus, call => submissions.Status(call.Caller, call["subId"]));
        api.Map("PUT /repo/v1/evaluation/submission/{subId}/status", json.SubmissionStatus, json.SubmissionStatus,
            (call, status) => submissions.Update(call.Caller, call["subId"], status), overtake: call => submissions.Touch(call["subId"]));
        api.Map("PUT /repo/v1/evaluation/submission/{subId}/cancellation", call => submissions.RequestCancellation(call.Caller, call["subId"]), 204, "modify");
        api.Map("DELETE /repo/v1/evaluation/submission/{subId}", call => submissions.Delete(call.Caller, call["subId"]), 204);
        api.Map("PUT /repo/v1/evaluation/{evalId}/statusBatch", json.SubmissionStatusBatch, json.BatchUploadResponse,
            (call, batch) => submissions.UpdateBatch(call.Caller, call["evalId"], batch));
    }

    private static void MapLists(Api api, SubmissionBook submissions)
    {
        var json = SynapseJson.Default;
        api.Map("GET /repo/v1/evaluation/{evalId}/submission", json.PageSubmission, call => Page.Slice(Mine(call), call.Offset, call.Limit));
        api.Map("GET /repo/v1/evaluation/{evalId}/submission/all", json.PageSubmission, call => Page.Slice(All(call), call.Offset, call.Limit));
        api.Map("GET /repo/v1/evaluation/{evalId}/submission/bundle", json.PageSubmissionBundle, call => Bundles(call, Mine(call)));
        api.Map("GET /repo/v1/evaluation/{evalId}/submission/bundle/all", json.PageSubmissionBundle, call => Bundles(call, All(call)));
        api.Map("GET /repo/v1/evaluation/{evalId}/submission/status/all", json.PageSubmissionStatus,
            call => Page.Slice([.. All(call).Select(submissions.StatusOf)], call.Offset, call.Limit));
        api.MapAnswer("GET /repo/v1/evaluation/{evalId}/submission/count", null, call => LocalAnswer.Text(SynId.Number(All(call).Count), LocalAnswer.JsonType));

        IReadOnlyList<Submission> Mine(Call call) => submissions.Of(call.Caller, call["evalId"], null, mine: true);

        IReadOnlyList<Submission> All(Call call) => submissions.Of(call.Caller, call["evalId"], call.Query("status"), mine: false);

        Page<SubmissionBundle> Bundles(Call call, IReadOnlyList<Submission> found)
        {
            var page = Page.Slice(found, call.Offset, call.Limit);
            return Page.Of([.. page.Results.Select(submissions.BundleOf)], page.TotalNumberOfResults);
        }
    }
}
