import { i18n } from "@lingui/core";

import { NO_ANSWER, type Problem, toProblem } from "./problem";

/** Sends a file as the body of a POST. `fetch` cannot say how much has gone; this can, from 0 to 1. */
export function upload(url: string, file: File, onProgress: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject: (problem: Problem) => void) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept-Language", i18n.locale);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 400 ? resolve() : reject(toProblem(request.response)));
    request.onerror = () => reject(NO_ANSWER);
    request.send(file);
  });
}
